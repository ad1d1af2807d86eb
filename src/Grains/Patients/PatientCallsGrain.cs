using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A consultant's call to the holder of an account: it rings at every page and device, and by push, until somebody answers, the consultant takes it back, or its time is over. Awaited calls go consultant → here → session; the consultant hears of the end one way.</summary>
internal sealed partial class PatientCallsGrain(
    CallStores stores, OnlineAccounts online, IGateways gateways, AccountNotices notices, IOptions<LimitOptions> options, TimeProvider clock, ILogger<PatientCallsGrain> logger) : Grain, IPatientCallsGrain
{
    /// <summary>Pages that come meanwhile ring within that time, and news that got lost is told again.</summary>
    private static readonly TimeSpan RingAgainAfter = TimeSpan.FromSeconds(2);

    private Ringing? _rings;
    private CallGoneNotice? _last;
    private IGrainTimer? _timer;

    private AccountId Account => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public async Task<Reply<RungCall>> Ring(PatientCall call)
    {
        if (_last?.CallId == call.CallId)
            return Refusal.CallGone;
        if (_rings is { } rings && rings.ExpiresAt > Now)
            return rings.Call.CallId == call.CallId ? Rung(rings) : Refusal.BeingCalled;
        if (!await IsOnline())
            return Refusal.NotOnline;
        if (await Person(call) is not { } person)
            return Refusal.NotFound;
        var booked = call.About is { } about ? await stores.Bookings.Find(about) : null;
        if (call.About is not null && booked?.Patient != call.Patient)
            return Refusal.NotFound;
        if ((await stores.Rows.OpenOfOwnerAsync(Caller.Of(Account), [call.Patient])).Count > 0)
            return Refusal.AlreadyOpen;
        _rings = new Ringing(call, person, Now + options.Value.PatientCall, booked is null ? null : (await stores.Bookings.Due(booked)).Booked);
        Tell();
        _timer ??= this.RegisterGrainTimer(OnTick, new GrainTimerCreationOptions(RingAgainAfter, RingAgainAfter));
        await notices.Tell(RingNotices.Begun(Account, call, Now, _rings.ExpiresAt));
        return Rung(_rings);
    }

    /// <inheritdoc />
    public async Task<bool> IsOnline() => await online.IsOnline(Account) == true;

    /// <inheritdoc />
    public async Task<Reply<AnsweredCall>> Answer(CommandId command, string callId, bool accept)
    {
        var session = DerivedId.Of("calledSession", callId);
        if (_rings is not { } rings || rings.Call.CallId != callId || rings.ExpiresAt <= Now)
            return await Repeated(session, callId, accept);
        if (!accept)
        {
            await End(CallGoneReason.Declined);
            return new AnsweredCall(null, Now);
        }
        var reply = await GrainFactory.GrainOf<ISessionPhone>(session).OpenByCall(command, Account, rings.Person, rings.Call);
        if (reply.Value is not { } view)
        {
            await End(CallGoneReason.Withdrawn);
            return reply.Refusal!;
        }
        await End(CallGoneReason.Answered, view.SessionId);
        return new AnsweredCall(view, Now);
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> Withdraw(string callId)
    {
        if (_rings?.Call.CallId == callId)
            await End(CallGoneReason.Withdrawn);
        return _last is { Why: CallGoneReason.Withdrawn } last && last.CallId == callId ? new Done(Now) : Refusal.CallGone;
    }

    /// <summary>The answer of before, whose own answer may have got lost; what was accepted is in the session.</summary>
    private async Task<Reply<AnsweredCall>> Repeated(string session, string callId, bool accept)
    {
        if (!accept)
            return _last is { Why: CallGoneReason.Declined } declined && declined.CallId == callId ? new AnsweredCall(null, Now) : Refusal.CallGone;
        var opened = await GrainFactory.GrainOf<ISession>(session).View(Caller.Of(Account));
        return opened.Value is { } view ? new AnsweredCall(view, Now) : Refusal.CallGone;
    }

    private Task OnTick()
    {
        if (_rings is { } rings && rings.ExpiresAt <= Now)
            return End(CallGoneReason.Expired);
        if (_rings is not null)
            Tell();
        return Task.CompletedTask;
    }

    private RungCall Rung(Ringing rings) => new(rings.Call.CallId, rings.ExpiresAt, Now, rings.Person.Name);

    private void Tell()
    {
        var (call, person, expiresAt, booked) = _rings!;
        Push(new RingPush(Account, new IncomingCallView(call.CallId, call.Mode, call.Consultant.Name, person.Name, expiresAt, Now, booked)));
    }

    /// <summary>Pages fall silent first; devices that rang by push are told, too.</summary>
    private async Task End(CallGoneReason why, SessionId? session = null)
    {
        var call = _rings!.Call;
        _rings = null;
        _timer?.Dispose();
        _timer = null;
        _last = new CallGoneNotice(call.CallId, why, session);
        Push(new RingPush(Account, null, _last));
        GrainFactory.GrainOf<IConsultantCalls>(call.Consultant.StaffId.Value).CallGone(_last).Ignore();
        try
        {
            await notices.Tell(RingNotices.Over(Account, call, why, Now), RingNotices.TakenBack(call));
        }
        catch (StorageUnavailableException away)
        {
            // The end counts all the same: what rang on a device stays there until it is touched.
            LogDevicesNotTold(call.CallId, away);
        }
    }

    private void Push(RingPush push)
    {
        foreach (var lease in gateways.Live)
            gateways.Nearest(lease.Gateway, lease.Observer).CallRings(push).Ignore();
    }

    private async Task<PatientSnapshot?> Person(PatientCall call) => PatientSnapshots.Of(
        call.Patient, (await stores.Medcards.Family(Reader.Platform, Purpose.Decision, Account)).People, options.Value.DateOf(Now), call.Insurer, await stores.Consents.OwnersAsync());

    private sealed record Ringing(PatientCall Call, PatientSnapshot Person, DateTimeOffset ExpiresAt, BookedConsultation? Booked);
}
