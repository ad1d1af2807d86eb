using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Read marks that wait: at most one of each participant is stored in a second.</summary>
public class ReadMarkTests
{
    private static readonly ParticipantId Consultant = ParticipantId.Of(Given.Consultant.StaffId);

    private readonly ReadMarks _marks = new();

    [Fact]
    public void The_first_mark_may_be_stored_at_once_and_the_next_a_second_later()
    {
        Assert.True(_marks.MayStore(ParticipantId.Patient, Given.Noon));
        _marks.Stored(ParticipantId.Patient, Given.Noon);

        Assert.False(_marks.MayStore(ParticipantId.Patient, Given.Noon.AddSeconds(0.9)));
        Assert.True(_marks.MayStore(ParticipantId.Patient, Given.Noon.AddSeconds(1)));
    }

    [Fact]
    public void Participants_do_not_wait_for_each_other()
    {
        _marks.Stored(ParticipantId.Patient, Given.Noon);

        Assert.True(_marks.MayStore(Consultant, Given.Noon));
    }

    [Fact]
    public void The_furthest_of_the_marks_that_wait_is_stored_once()
    {
        _marks.Stored(ParticipantId.Patient, Given.Noon);
        _marks.Keep(new ReadMark(ParticipantId.Patient, Given.Anna, 7));
        _marks.Keep(new ReadMark(ParticipantId.Patient, Given.Anna, 5));

        Assert.Equal(Given.Noon.AddSeconds(1), _marks.NextDue);
        Assert.Empty(_marks.TakeDue(Given.Noon.AddSeconds(0.5)));
        Assert.Equal([new ReadMark(ParticipantId.Patient, Given.Anna, 7)], _marks.TakeDue(Given.Noon.AddSeconds(1)));
        Assert.Empty(_marks.TakeDue(Given.Noon.AddSeconds(1)));
        Assert.Equal(DateTimeOffset.MaxValue, _marks.NextDue);
    }
}
