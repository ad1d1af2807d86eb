using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A command of a session that comes again, however late: it changes nothing, and what was said otherwise under its id is not swallowed.</summary>
public class RepeatTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_used_id_with_another_text_is_refused_and_the_first_receipt_stands()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var command = CommandId.New();
        var receipt = (await anna.Say(session, "Болит горло", command)).Value!;

        for (var later = 0; later < 3; later++)
        {
            Assert.Equal(Refusal.CommandReused, (await anna.Say(session, "И голова", command)).Refusal);
            Assert.Equal(receipt, (await anna.Say(session, "Болит горло", command)).Value);
            for (var message = 0; message < 10; message++)
                await anna.Say(session, "Ещё");
            await Restart(session);
        }
        await anna.Leave(session);
    }

    [Fact]
    public async Task A_used_id_with_other_arguments_is_refused()
    {
        var anna = clinic.Person();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        var (mode, close) = (CommandId.New(), CommandId.New());
        await Patient(session).ChangeMode(mode, anna.Caller, SessionMode.Audio);
        await Consultant(session).Close(close, consultant.Caller, CloseReason.NoService);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(Refusal.CommandReused, (await Patient(session).ChangeMode(mode, anna.Caller, SessionMode.Video)).Refusal);
            Assert.Equal(SessionMode.Audio, (await Patient(session).ChangeMode(mode, anna.Caller, SessionMode.Audio)).Value!.Mode);
            Assert.Equal(Refusal.CommandReused, (await Consultant(session).Close(close, consultant.Caller, CloseReason.Completed)).Refusal);
            Assert.Equal(CloseReason.NoService, (await Consultant(session).Close(close, consultant.Caller, CloseReason.NoService)).Value!.CloseReason);
            await Restart(session);
        }
        await consultant.Leave();
    }

    [Fact]
    public async Task What_had_nothing_to_do_does_nothing_after_a_restart_either()
    {
        var anna = clinic.Person();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        var (chat, confirm) = (CommandId.New(), CommandId.New());
        Assert.Equal(SessionMode.Chat, (await Patient(session).ChangeMode(chat, anna.Caller, SessionMode.Chat)).Value!.Mode);
        Assert.NotNull((await Patient(session).ConfirmConsent(confirm, anna.Caller, "2026-11")).Value!.Consent.Confirmed);
        await Patient(session).ChangeMode(CommandId.New(), anna.Caller, SessionMode.Audio);
        await clinic.Grains.GetGrain<ISessionSignIn>(session.Value).WithdrawConsent(CommandId.New(), anna.Caller, anna.Patient, endConsultation: false);
        await Consultant(session).RequestConsent(CommandId.New(), consultant.Caller);
        await Restart(session);

        Assert.Equal(SessionMode.Chat, (await Patient(session).ChangeMode(chat, anna.Caller, SessionMode.Chat)).Value!.Mode);
        Assert.NotNull((await Patient(session).ConfirmConsent(confirm, anna.Caller, "2026-11")).Value!.Consent.Confirmed);
        Assert.Equal(Refusal.CommandReused, (await Patient(session).ChangeMode(chat, anna.Caller, SessionMode.Video)).Refusal);

        var view = (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!;
        Assert.Equal((SessionMode.Audio, null), (view.Mode, view.Consent.Confirmed));
        await consultant.Leave();
        await anna.Leave(session);
    }

    [Fact]
    public async Task An_id_that_took_one_offer_takes_no_other_of_the_same_session()
    {
        var anna = clinic.Person();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await anna.Call();
        var (first, command) = (await consultant.Offered(session), CommandId.New());
        await consultant.Grain.AnswerOffer(command, first.OfferId, accept: true);
        await clinic.Soon(() => clinic.Gateway.OfferTo(consultant.Tab)?.OfferId != first.OfferId, "the taken offer is gone");
        await Consultant(session).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Consultant, "Перерыв", null));
        var second = await consultant.Offered(session);
        Assert.NotEqual(first.OfferId, second.OfferId);

        Assert.Equal(Refusal.CommandReused, (await consultant.Grain.AnswerOffer(command, second.OfferId, accept: true)).Refusal);
        Assert.Equal(Refusal.CommandReused, (await consultant.Grain.AnswerOffer(command, second.OfferId, accept: true)).Refusal);

        Assert.NotNull((await consultant.Grain.AnswerOffer(command, first.OfferId, accept: true)).Value!.View);
        await consultant.Leave();
        await anna.Leave(session);
    }

    private Task Restart(SessionId session) => clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));

    private ISessionPatient Patient(SessionId session) => clinic.Grains.GetGrain<ISessionPatient>(session.Value);

    private ISessionConsultant Consultant(SessionId session) => clinic.Grains.GetGrain<ISessionConsultant>(session.Value);
}
