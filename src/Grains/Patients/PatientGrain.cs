using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>An insured person: at most one open session, whoever of the family opened it.</summary>
internal sealed class PatientGrain(SessionStores stores, ConsentTexts consents, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IPatientGrain
{
    private PatientId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenSession(CommandId command, AccountId account, SessionMode mode, ConnectionCheck? check, NamedInsurer? insurer)
    {
        var caller = Caller.Of(account);
        if (await stores.Rows.OpenOfPatientAsync(Id) is { } open)
            return await Show(open, caller);
        var family = await stores.Medcards.Family(Reader.Holder, Purpose.Own, account);
        if (PatientSnapshots.Of(Id, family.People, options.Value.DateOf(clock.GetUtcNow()), insurer, await consents.OwnersAsync()) is not { } patient)
            return Refusal.NotFound;
        var reply = await Opening.SessionOf(GrainFactory, caller, command).Open(command, caller, mode, patient, check, insurer, await stores.Bookings.Of(Id));
        // Two activations of this grain may race: the claim decides, and the loser shows the winner's session.
        if (reply.Refusal == Refusal.AlreadyOpen && await stores.Rows.OpenOfPatientAsync(Id) is { } other)
            return await Show(other, caller);
        // The insurer may have changed the number since the family was read.
        if (reply.Value is { SessionId: var opened })
            SignInOf(opened).FollowLogin().Ignore();
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenAtStart(AccountId account, DueBooking booking)
    {
        var caller = Caller.Of(account);
        if (await stores.Rows.OpenOfPatientAsync(Id) is { } open)
            return await Show(open, caller);
        var family = await stores.Medcards.Family(Reader.Platform, Purpose.Decision, account);
        if (PatientSnapshots.Of(Id, family.People, options.Value.DateOf(clock.GetUtcNow()), opened: null, await consents.OwnersAsync()) is not { } patient)
            return Refusal.NotFound;
        // Where nobody asked how they are to talk: a chat asks nobody for camera or microphone.
        var command = DerivedId.Command("booking-start", $"{booking.Booked.AppointmentId}\n{booking.Booked.Version}");
        var reply = await Opening.SessionOf(GrainFactory, caller, command).Open(command, caller, booking.Mode ?? SessionMode.Chat, patient, null, patient.Insurer, booking);
        if (reply.Value is { SessionId: var opened })
            await GrainFactory.TellEveryGateway(gateway => gateway.SessionOpened(new OpenedPush(account, opened, booking.Booked)));
        return reply;
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        if (await stores.Rows.OpenOfPatientAsync(Id) is { } open)
            await SignInOf(open).FollowLogin();
        return null;
    }

    /// <summary>The person's open session, which follows the person's number (S2.1); where the caller has that number no more, only that it is open.</summary>
    private async Task<Reply<SessionView>> Show(SessionId open, Caller caller)
    {
        var view = await GrainFactory.GrainOf<ISession>(open.Value).View(caller);
        return view.Refusal?.Code == Refusal.NotFound.Code ? Refusal.AlreadyOpen : view;
    }

    private ISessionSignIn SignInOf(SessionId session) => GrainFactory.GrainOf<ISessionSignIn>(session.Value);
}
