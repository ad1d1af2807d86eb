using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>A tap opens one session, for one person in one mode, however late it comes again.</summary>
public class OpeningTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_late_repeat_of_a_tap_that_was_shown_an_open_session_opens_no_other()
    {
        var anna = clinic.Person();
        var (opened, shown) = (CommandId.New(), CommandId.New());
        var session = (await anna.Open(opened)).Value!.SessionId;
        Assert.Equal(session, (await anna.Open(shown, SessionMode.Audio)).Value!.SessionId);
        await anna.Leave(session);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal((session, SessionPhase.Closed), Seen(await anna.Open(opened)));
            Assert.Equal((session, SessionPhase.Closed), Seen(await anna.Open(shown, SessionMode.Audio)));
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        var next = (await anna.Open()).Value!.SessionId;
        Assert.NotEqual(session, next);
        await anna.Leave(next);

        static (SessionId, SessionPhase) Seen(Reply<SessionView> reply) => (reply.Value!.SessionId, reply.Value.Phase);
    }

    [Fact]
    public async Task A_session_opens_for_nobody_whose_record_is_gone()
    {
        var anna = clinic.Person();
        var session = clinic.Grains.GetGrain<ISession>(DerivedId.Of("gone", anna.Patient.Value));
        // As it was read a moment before two records became one.
        var gone = new PatientSnapshot(new PatientId("gone-" + anna.Patient.Value), "Ромашкина Анна Петровна", new DateOnly(1990, 1, 1), null, null, "Ромашкина Анна Петровна");

        Assert.Equal(Refusal.NotFound, (await session.Open(CommandId.New(), anna.Caller, SessionMode.Chat, gone, null, null)).Refusal);

        var opened = (await session.Open(CommandId.New(), anna.Caller, SessionMode.Chat, gone with { PatientId = anna.Patient }, null, null)).Value!;
        await anna.Leave(opened.SessionId);
    }

    [Fact]
    public async Task A_tap_in_another_mode_or_for_another_person_is_another_tap()
    {
        var (anna, child) = Family();
        var (opened, shown) = (CommandId.New(), CommandId.New());
        var session = (await anna.Open(opened)).Value!.SessionId;
        await anna.Open(shown);

        foreach (var command in new[] { opened, shown })
        {
            Assert.Equal(Refusal.CommandReused, (await anna.Open(command, SessionMode.Video)).Refusal);
            Assert.Equal(Refusal.CommandReused, (await child.Open(command)).Refusal);
            Assert.Equal(session, (await anna.Open(command)).Value!.SessionId);
        }
        await anna.Leave(session);
    }

    [Fact]
    public async Task An_id_is_not_a_call_and_a_call_back_at_once()
    {
        var anna = clinic.Person();
        var account = clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value);
        var (ring, open) = (CommandId.New(), CommandId.New());
        await account.RequestCallback(ring, null, null, "127.0.0.1");

        Assert.Equal(Refusal.CommandReused, (await anna.Open(ring)).Refusal);
        var session = (await anna.Open(open)).Value!.SessionId;
        Assert.Equal(Refusal.CommandReused, (await account.RequestCallback(open, null, null, "127.0.0.1")).Refusal);
        Assert.Equal(Refusal.CommandReused, (await account.WithdrawConsent(open, anna.Patient, endConsultation: false)).Refusal);
        await anna.Leave(session);
    }

    [Fact]
    public async Task A_visitors_late_repeat_opens_no_other_session_either()
    {
        var visitor = Guid.NewGuid().ToString("N");
        var visitors = clinic.Grains.GetGrain<IVisitorsGrain>(0);
        var shown = CommandId.New();
        var session = (await visitors.OpenSession(visitor, CommandId.New(), SessionMode.Chat)).Value!.SessionId;
        Assert.Equal(session, (await visitors.OpenSession(visitor, shown, SessionMode.Audio)).Value!.SessionId);
        await clinic.Grains.GetGrain<ISessionPatient>(session.Value).Leave(CommandId.New(), new Caller(CallerKind.Visitor, visitor));

        Assert.Equal(session, (await visitors.OpenSession(visitor, shown, SessionMode.Audio)).Value!.SessionId);
        Assert.Equal(Refusal.CommandReused, (await visitors.OpenSession(visitor, shown, SessionMode.Chat)).Refusal);
    }

    private (Insured Anna, Insured Child) Family()
    {
        var anna = clinic.Person();
        var today = DateOnly.FromDateTime(clinic.Clock.GetUtcNow().DateTime);
        var phone = clinic.Records.PhoneOfAsync(anna.Account).Result!;
        var child = new PersonRecord(new PatientId($"p{Guid.NewGuid():N}"), "Иванов Пётр", today.AddYears(-5), Sex.Male, phone, [], []);
        return (anna, new Insured(clinic, clinic.Records.Add(child), child.Id));
    }
}
