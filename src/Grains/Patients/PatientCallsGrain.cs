using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A consultant's call to the holder of an account: it rings at every page and device, and by push, until somebody answers or its time is over. Awaited calls go consultant → here → session; the consultant hears of the end one way.</summary>
internal sealed class PatientCallsGrain(CallStores stores, OnlineAccounts online, IGateways gateways, AccountNotices notices, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IPatientCallsGrain
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
            return rings.Call.CallId == call.CallId ? new RungCall(call.CallId, rings.ExpiresAt, Now) : Refusal.BeingCalled;
        if (!await IsOnline())
            return Refusal.NotOnline;
        if (await Person(call) is not { } person)
            return Refusal.NotFound;
        if ((await stores.Rows.OpenOfOwnerAsync(Caller.Of(Account), [call.Patient])).Count > 0)
            return Refusal.AlreadyOpen;
        _rings = new Ringing(call, person, Now + options.Value.PatientCall);
        Tell();
        _timer ??= this.RegisterGrainTimer(OnTick, new GrainTimerCreationOptions(RingAgainAfter, RingAgainAfter));
        await notices.Tell(new AccountNotice(
            DerivedId.Of("ring", call.CallId), Account, new PushText(call.Insurer?.Name ?? "Медздрав", "Вам звонит медконсультант. Откройте, чтобы ответить.", "/", Account.Value), Sms: null, Now, _rings.ExpiresAt));
        return new RungCall(call.CallId, _rings.ExpiresAt, Now);
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
            End(CallGoneReason.Declined);
            return new AnsweredCall(null, Now);
        }
        var reply = await GrainFactory.GrainOf<ISessionPhone>(session).OpenByCall(command, Account, rings.Person, rings.Call);
        if (reply.Value is not { } view)
        {
            End(CallGoneReason.Withdrawn);
            return reply.Refusal!;
        }
        End(CallGoneReason.Answered, view.SessionId);
        return new AnsweredCall(view, Now);
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
            End(CallGoneReason.Expired);
        else if (_rings is not null)
            Tell();
        return Task.CompletedTask;
    }

    private void Tell()
    {
        var (call, person, expiresAt) = _rings!;
        Push(new RingPush(Account, new IncomingCallView(call.CallId, call.Mode, call.Consultant.Name, person.Name, expiresAt, Now)));
    }

    private void End(CallGoneReason why, SessionId? session = null)
    {
        var call = _rings!.Call;
        _rings = null;
        _timer?.Dispose();
        _timer = null;
        _last = new CallGoneNotice(call.CallId, why, session);
        Push(new RingPush(Account, null, _last));
        GrainFactory.GrainOf<IConsultantCalls>(call.Consultant.StaffId.Value).CallGone(_last).Ignore();
    }

    private void Push(RingPush push)
    {
        foreach (var lease in gateways.Live)
            gateways.Nearest(lease.Gateway, lease.Observer).CallRings(push).Ignore();
    }

    private async Task<PatientSnapshot?> Person(PatientCall call) => PatientSnapshots.Of(
        call.Patient, (await stores.Medcards.Family(Reader.Platform, Purpose.Decision, Account)).People, options.Value.DateOf(Now), call.Insurer, await stores.Consents.OwnersAsync());

    private sealed record Ringing(PatientCall Call, PatientSnapshot Person, DateTimeOffset ExpiresAt);
}
