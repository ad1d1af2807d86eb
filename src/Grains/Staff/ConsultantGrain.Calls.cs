using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal sealed partial class ConsultantGrain
{
    private const int MaxAskedAtOnce = 50;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly PatientsInSight _inSight = new(MaxAskedAtOnce);
    private DateTimeOffset _lookedAt;

    /// <summary>The call that rang last, and the account that was rung; null before the first.</summary>
    private (RungCall Call, AccountId Account)? _rang;
    private bool _isRinging;

    /// <inheritdoc />
    protected override RungCall? Rings => _isRinging && _rang is var (call, _) && call.ExpiresAt > Now ? call with { Now = Now } : null;

    /// <inheritdoc />
    public async Task<Reply<RungCall>> CallPatient(CommandId command, PatientId patient, SessionMode mode, NamedInsurer? insurer, AppointmentId? about)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if ((Refuse(command) ?? (mode is SessionMode.Audio or SessionMode.Video ? null : Refusal.Invalid)) is { } refusal)
            return refusal;
        var call = DerivedId.Of("patientCall", Id.Value, command.ToString());
        if (IsOnPhone || Rings is { } other && other.CallId != call)
            return Refusal.Busy;
        if (await Stores.Medcards.Login(Reader.Platform, patient) is not { } login)
            return Refusal.NotOnline;
        var reply = await CallsOf(login).Ring(new PatientCall(call, patient, mode, Snapshot(QueueKind.Consultant), SlotsBeside, insurer, about));
        if (reply.Value is { } rings)
        {
            _rang = (rings, login);
            _isRinging = true;
            Renew();
        }
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> WithdrawCall(string callId)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        return _rang is var (call, account) && call.CallId == callId ? await CallsOf(account).Withdraw(callId) : Refusal.CallGone;
    }

    /// <inheritdoc />
    public async Task<Reply<OnlinePatients>> WhoIsOnline(PatientId[] patients)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (patients.Length > MaxAskedAtOnce)
            return Refusal.Invalid;
        PatientId[] asked = [.. patients.Distinct()];
        var logins = await Task.WhenAll(asked.Select(patient => Stores.Medcards.Login(Reader.Platform, patient)));
        foreach (var (patient, login) in asked.Zip(logins))
            if (login is { } account)
                _inSight.Look(patient, account);
        await LookWhoIsOnline();
        return new OnlinePatients([.. asked.Where(_inSight.IsOnline)], Now);
    }

    /// <inheritdoc />
    public async Task CallGone(CallGoneNotice gone)
    {
        if (_rang?.Call.CallId == gone.CallId)
            _isRinging = false;
        if (!IsKnown)
            return;
        if (gone.Why == CallGoneReason.Answered)
            await TookBeside();
        else
            Renew();
        Tell(connections => new StaffPush(connections, CallGone: gone));
    }

    /// <summary>Nobody tells when a page comes or goes: while the consultant has pages that show patients, the gateways are asked.</summary>
    protected override Task LookAround() =>
        HasTabs && _inSight.Any && Now - _lookedAt >= LookEvery ? LookWhoIsOnline() : Task.CompletedTask;

    private async Task LookWhoIsOnline()
    {
        _lookedAt = Now;
        if (_inSight.Saw(await online.Among(_inSight.Accounts)))
            Tell(connections => new StaffPush(connections, Online: new OnlinePatients(_inSight.Online, Now)));
    }

    /// <summary>Nobody answers any more for a consultant who goes off duty.</summary>
    private Task StopRinging() => Rings is { CallId: var call } ? WithdrawCall(call) : Task.CompletedTask;

    private IPatientCallsGrain CallsOf(AccountId account) => GrainFactory.GrainOf<IPatientCallsGrain>(account.Value);
}
