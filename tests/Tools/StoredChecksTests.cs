using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Tests.Load;

namespace Medzdrav.Tests.Tools;

/// <summary>The database's content at the end is compared with what people saw.</summary>
public sealed class StoredChecksTests
{
    private static readonly SessionId Session = new("s1");
    private static readonly Caller Owner = new(CallerKind.Visitor, "v1");

    [Fact]
    public void What_people_saw_is_stored_and_closed() => Assert.Empty(Violations(Closed(), Closed()));

    [Fact]
    public void Who_still_waits_waits_by_journal_and_row()
    {
        SessionFact[] waits = [new Opened(SessionMode.Chat, Owner), new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Played.Noon))];

        Assert.Empty(Violations(waits, waits, isWaiting: true));
        Assert.Equal(SessionChecks.Ending, Assert.Single(Violations(waits, waits)).Check);
        Assert.Equal(SessionChecks.Ending, Assert.Single(Violations(Closed(), Closed(), isWaiting: true)).Check);
    }

    [Fact]
    public void Who_is_left_with_a_specialist_is_told()
    {
        var left = Closed()[..^2];

        Assert.Equal(SessionChecks.Ending, Assert.Single(Violations(left, left)).Check);
    }

    [Fact]
    public void A_stored_message_that_the_patient_never_saw_is_told() =>
        Assert.Contains(Violations(seen: Closed()[..3], Closed()), violation => violation.Check == Checks.Journal);

    [Fact]
    public void Another_text_than_the_patient_saw_is_told()
    {
        var other = Closed();
        other[3] = new Message("Не болит", []);

        Assert.Contains(Violations(seen: other, Closed()), violation => violation.Check == Checks.Journal);
    }

    [Fact]
    public void A_signature_after_the_patient_has_gone_need_not_be_seen() =>
        Assert.Empty(Violations(Closed(), [.. Closed(), new ConclusionSigned(new ConclusionId("c1"))]));

    private static SessionFact[] Closed() =>
    [
        new Opened(SessionMode.Chat, Owner),
        new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Played.Noon)),
        new LegStarted(LegKind.Intake, new StaffSnapshot(new StaffId("anna"), ParticipantRole.Consultant, "Анна", QueueKind.Consultant), Played.Noon, null, [0]),
        new Message("Болит", []),
        new LegEnded(LegEndReason.Ended),
        new SessionClosed(CloseReason.Completed),
    ];

    private static IEnumerable<Violation> Violations(SessionFact[] seen, SessionFact[] stored, bool isWaiting = false)
    {
        var digest = Digest.Of(Events(seen).Select(EventViews.ForPatient).Select(view => (view.Sequence, view.Kind, view.Text())));
        return StoredChecks.Of(Session, digest, Events(stored), isWaiting);
    }

    private static SessionEvent[] Events(SessionFact[] facts) => [.. facts.Select((fact, place) => new SessionEvent(place + 1, Played.Noon, ParticipantId.System, fact))];
}
