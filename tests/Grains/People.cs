using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>An insured person who calls.</summary>
internal sealed record Insured(Clinic Clinic, AccountId Account, PatientId Patient)
{
    public Caller Caller => Caller.Of(Account);

    public async Task<Reply<SessionView>> Open(CommandId? command = null, SessionMode mode = SessionMode.Chat) =>
        await Clinic.Grains.GetGrain<IAccountGrain>(Account.Value).OpenSession(command ?? CommandId.New(), mode, Patient);

    /// <summary>Calls and stays in the waiting room.</summary>
    public async Task<(SessionId Session, ConnectionRef Connection)> Call(SessionMode mode = SessionMode.Chat)
    {
        var view = (await Open(mode: mode)).Value!;
        return (view.SessionId, await Clinic.Gateway.Join(Caller, view.SessionId));
    }

    public async Task<Reply<SessionView>> Leave(SessionId session) =>
        await Clinic.Grains.GetGrain<ISessionPatient>(session.Value).Leave(CommandId.New(), Caller);

    public async Task<Reply<MessageReceipt>> Say(SessionId session, string text, CommandId? command = null) =>
        await Clinic.Grains.GetGrain<ISessionTalk>(session.Value).SendMessage(command ?? CommandId.New(), Caller, text, []);
}

/// <summary>A consultant or doctor with one tab.</summary>
internal sealed record Specialist(Clinic Clinic, StaffId Id, ISpecialist Grain, ConnectionRef Tab)
{
    public Caller Caller => Caller.Of(Id);

    /// <summary>Waits for an offer of this session and takes it.</summary>
    public async Task<(SessionView View, ConnectionRef Connection)> Take(SessionId session)
    {
        var offer = await Offered(session);
        var view = (await Grain.AnswerOffer(CommandId.New(), offer.OfferId, accept: true)).Value!.View!;
        return (view, await Clinic.Gateway.Join(Caller, session));
    }

    /// <summary>Waits for an offer of this session; other tests' patients are passed on.</summary>
    public async Task<OfferView> Offered(SessionId session)
    {
        for (var others = 0; others < 20; others++)
        {
            await Clinic.Until(() => Clinic.Gateway.OfferTo(Tab) is not null, "a session is offered");
            var offer = Clinic.Gateway.OfferTo(Tab)!;
            if (offer.SessionId == session)
                return offer;
            await Grain.AnswerOffer(CommandId.New(), offer.OfferId, accept: false);
            await Clinic.Soon(() => Clinic.Gateway.OfferTo(Tab)?.OfferId != offer.OfferId, "the declined offer is gone");
        }
        throw new InvalidOperationException("The session is not offered.");
    }

    /// <summary>Goes off duty and closes the tab.</summary>
    public async Task Leave()
    {
        await Grain.SetDuty(CommandId.New(), Duty.Off);
        await Clinic.Offline(this);
    }

    public async Task<Reply<MessageReceipt>> Say(SessionId session, string text) =>
        await Clinic.Grains.GetGrain<ISessionTalk>(session.Value).SendMessage(CommandId.New(), Caller, text, []);
}
