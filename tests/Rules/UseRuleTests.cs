using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Audit entries as the person reads them whose data were used.</summary>
public sealed class UseRuleTests
{
    private static readonly SessionId Session = new("session");

    [Fact]
    public void The_parts_of_a_card_opened_at_once_are_one_look()
    {
        var looks = Uses.Looks([Use(3, AuditSubject.History), Use(2, AuditSubject.Card, milliseconds: -1), Use(1, AuditSubject.Card, milliseconds: -9_000)]).ToArray();

        var look = Assert.Single(looks);
        Assert.Equal([AuditSubject.Card, AuditSubject.History], look.What);
        Assert.Equal((Given.Noon, "Вежливая Анна", Post.Consultant, AuditDeed.Read, Purpose.Treatment), (look.At, look.Name, look.Post, look.Deed, look.Purpose));
    }

    [Fact]
    public void Another_member_time_session_purpose_deed_or_post_is_another_look()
    {
        var first = Use(9, AuditSubject.Card);

        Assert.All(
            [
                first with { Who = new AuditMember(new StaffId("other"), "Другой", "other") }, first with { At = Given.Noon.AddMinutes(-1) }, first with { Session = null },
                first with { Purpose = Purpose.Identification }, first with { Deed = AuditDeed.Changed }, first with { Post = Post.Therapist },
            ],
            other => Assert.Equal(2, Uses.Looks([first, other]).Count()));
    }

    [Fact]
    public void Words_that_nobody_knows_keep_nobody_from_reading_the_others()
    {
        var look = Assert.Single(Uses.Looks([Use(1, AuditSubject.Card) with { Post = null, Deed = null, What = null, Purpose = null }]));

        Assert.Empty(look.What);
        Assert.Null(look.Purpose);
    }

    [Fact]
    public void A_line_names_so_many_persons_and_counts_the_others()
    {
        PatientId[] persons = [.. Enumerable.Range(0, 7).Select(number => new PatientId($"p{number}"))];
        var names = persons.Take(6).Skip(1).ToDictionary(person => person, person => new NamedPerson(person, "Иванова Анна", new DateOnly(1990, 1, 1)));

        var line = Uses.Line(Use(1, AuditSubject.Persons) with { Whose = persons }, names, most: 5, members: []);

        Assert.Equal((4, 3), (line.Whose.Length, line.More));
        Assert.Empty(line.Members);
    }

    [Fact]
    public void A_line_about_a_staff_account_names_the_member_and_no_person()
    {
        var nina = new AuditMember(new StaffId("nina"), "Новенькая Нина", "nina.new");
        var use = Use(1, AuditSubject.StaffAccess) with { Purpose = Purpose.StaffAccounts, Whose = [new PatientId("nina"), new PatientId("gone")] };

        var line = Uses.Line(use, new Dictionary<PatientId, NamedPerson>(), most: 1, members: [nina]);

        Assert.Equal([nina, new AuditMember(new StaffId("gone"), "", "")], line.Members);
        Assert.Equal((0, 0), (line.Whose.Length, line.More));
    }

    private static RecordedUse Use(long row, AuditSubject what, int milliseconds = 0) => new(
        row, Given.Noon.AddMilliseconds(milliseconds), new AuditMember(Given.Consultant.StaffId, "Вежливая Анна", "anna"), Post.Consultant, AuditDeed.Read, what,
        [new PatientId("p")], Session, Purpose.Treatment, null, null);
}
