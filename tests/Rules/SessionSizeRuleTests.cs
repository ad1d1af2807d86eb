using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>How much a session may hold, in bytes.</summary>
public class SessionSizeRuleTests
{
    private static readonly LimitOptions Small = new() { SessionBytes = 64 * 1024 };

    // Two bytes each.
    private static readonly string Letters = new('ы', 8_000);

    [Fact]
    public void Documents_are_refused_until_there_are_any() =>
        Assert.Equal(Refusal.Invalid, SessionRules.SendMessage(Given.In(SessionPhase.Intake), Given.Anna, "Смотрите", ["document-1"], Given.Limits).Refusal);

    [Fact]
    public void A_session_is_full_in_bytes_too_and_can_still_be_left()
    {
        var session = Given.In(SessionPhase.Intake);
        for (var i = 0; i < 3; i++)
            session = session.Then(SessionRules.SendMessage(session, Given.Anna, Letters, [], Small));
        session = session.Then(SessionRules.SendMessage(session, Given.Anna, new string('y', 8_000), [], Small));

        Assert.Equal(Refusal.TooManyMessages, SessionRules.SendMessage(session, Given.Anna, Letters, [], Small).Refusal);
        Assert.Null(SessionRules.SendMessage(session, Given.Anna, "Что делать?", [], Small).Refusal);
        Assert.Null(SessionRules.Leave(session, Given.Anna, Given.Noon, Small).Refusal);
    }

    [Fact]
    public void A_session_takes_only_so_many_changes_of_the_mode()
    {
        var session = Given.In(SessionPhase.WaitingForConsultant);
        var changes = 0;
        for (; Changed(session) is { Refusal: null } decision && changes < 1_000; changes++)
            session = session.Then(decision);

        Assert.InRange(changes, 100, 400);
        Assert.Equal(Refusal.TooManyMessages, Changed(session).Refusal);
    }

    private static Decision Changed(SessionState session) =>
        SessionRules.ChangeMode(session, Given.Anna, session.Mode == SessionMode.Chat ? SessionMode.Audio : SessionMode.Chat, Small);
}
