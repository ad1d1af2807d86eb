using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal sealed partial class ConsultantGrain
{
    private const int MaxAskedAtOnce = 50;

    /// <summary>The call that rings; null while none does.</summary>
    private RungCall? _rings;

    /// <inheritdoc />
    protected override bool IsCalling => _rings?.ExpiresAt > Now;

    /// <inheritdoc />
    public async Task<Reply<RungCall>> CallPatient(CommandId command, PatientId patient, SessionMode mode, NamedInsurer? insurer)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if ((Refuse(command) ?? (mode is SessionMode.Audio or SessionMode.Video ? null : Refusal.Invalid)) is { } refusal)
            return refusal;
        var call = DerivedId.Of("patientCall", Id.Value, command.ToString());
        if (IsOnPhone || IsCalling && _rings!.CallId != call)
            return Refusal.Busy;
        if (await Stores.Medcards.Login(Reader.Platform, patient) is not { } login)
            return Refusal.NotOnline;
        var reply = await GrainFactory.GrainOf<IPatientCallsGrain>(login.Value).Ring(new PatientCall(call, patient, mode, Snapshot(QueueKind.Consultant), SlotsBeside, insurer));
        if (reply.Value is { } rings)
        {
            _rings = rings;
            Renew();
        }
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<OnlinePatients>> WhoIsOnline(PatientId[] patients)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (patients.Length > MaxAskedAtOnce)
            return Refusal.Invalid;
        var asked = await Task.WhenAll(patients.Distinct().Select(async patient => (Patient: patient, IsHere: await Stores.Medcards.Login(Reader.Platform, patient) is { } login && await GrainFactory.GrainOf<IPatientCallsGrain>(login.Value).IsOnline())));
        return new OnlinePatients([.. asked.Where(one => one.IsHere).Select(one => one.Patient)], Now);
    }

    /// <inheritdoc />
    public async Task CallGone(CallGoneNotice gone)
    {
        if (_rings?.CallId == gone.CallId)
            _rings = null;
        if (!IsKnown)
            return;
        if (gone.Why == CallGoneReason.Answered)
            await TookBeside();
        else
            Renew();
        Tell(connections => new StaffPush(connections, CallGone: gone));
    }
}
