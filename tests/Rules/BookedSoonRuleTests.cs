using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Doctors are kept free for their booked patients (S4.4).</summary>
public sealed class BookedSoonRuleTests : QueueOnPaper
{
    private static readonly DateTimeOffset Start = Noon;

    [Theory]
    [InlineData("-00:30:21", false)]
    [InlineData("-00:30:20", true)]
    [InlineData("00:00:00", true)]
    [InlineData("00:14:59", true)]
    [InlineData("00:15:00", false)]
    public void A_doctor_is_kept_free_from_when_an_urgent_consultation_might_not_end_in_time_until_the_patient_is_late(string from, bool isKept) =>
        Assert.Equal(isKept ? Start : (DateTimeOffset?)null, BookedSoon.For([Start], Start + TimeSpan.Parse(from, System.Globalization.CultureInfo.InvariantCulture), Given.Limits));

    [Fact]
    public void Of_several_bookings_the_next_one_counts()
    {
        DateTimeOffset[] starts = [Start.AddHours(2), Start];

        Assert.Equal(Start, BookedSoon.For(starts, Start.AddMinutes(5), Given.Limits));
        Assert.Null(BookedSoon.For(starts, Start.AddMinutes(20), Given.Limits));
        Assert.Equal(Start.AddHours(2), BookedSoon.For(starts, Start.AddMinutes(110), Given.Limits));
        Assert.Null(BookedSoon.For([], Start, Given.Limits));
    }

    [Fact]
    public void A_doctor_who_is_kept_free_is_on_duty_and_offered_nobody()
    {
        var doctor = new Availability(new StaffId("a"), OnDuty: true, FreeUnits: 1, Units: 1, Noon, KeptFreeFor: Noon.AddMinutes(20));
        Wait("anna");
        Queue.Renew(doctor, Noon);

        Assert.Empty(Decide());
        Assert.Equal((1, 1, Noon.AddMinutes(20)), (Queue.Board.OnDuty, Queue.Board.KeptFree, Queue.Board.KeptFreeFor));
        Assert.Null(Queue.Board.Estimate(1, SessionMode.Chat));

        Queue.Renew(doctor with { KeptFreeFor = null }, Noon);
        Assert.Equal(["anna:a"], Decide());
        Assert.Equal(0, Queue.Board.KeptFree);
    }

    [Fact]
    public void Doctors_who_are_kept_free_shorten_nobodys_wait()
    {
        var board = new DutyBoard(TimeSpan.FromMinutes(12));
        board.Renew(new Availability(new StaffId("a"), OnDuty: true, 0, 1, Noon), Noon);
        board.Renew(new Availability(new StaffId("b"), OnDuty: true, 1, 1, Noon, KeptFreeFor: Noon.AddMinutes(20)), Noon);

        Assert.Equal(TimeSpan.FromMinutes(12), board.Estimate(1, SessionMode.Video));
    }
}
