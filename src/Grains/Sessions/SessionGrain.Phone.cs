using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenByPhone(CommandId command, StaffSnapshot consultant, int[] slots, PhoneCaller caller, NamedInsurer? insurer)
    {
        var login = await stores.Medcards.LoginAt(Reader.Platform, caller.Number);
        Task<Reply<SessionView>> Open() => Decide(
            Asked.Open(SessionMode.Phone, caller), command, Caller.Of(consultant.StaffId), state => SessionRules.OpenByPhone(state, caller, login, consultant, slots, Now, insurer));
        var reply = await Open();
        if (reply.Refusal != Refusal.AlreadyOpen || login is not { } account)
            return reply;
        // They wait on a page, and have not said for whom.
        foreach (var waiting in await stores.Rows.OpenOfOwnerAsync(Caller.Of(account), []))
            if (waiting.PatientId is null)
                await CallHere(waiting.SessionId);
        return await Open();
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenByCall(CommandId command, AccountId owner, PatientSnapshot patient, PatientCall call)
    {
        var near = await stores.Bookings.Of(patient.PatientId);
        return await Decide(Asked.Open(call.Mode), command, Caller.Of(owner), state => SessionRules.OpenByCall(state, Caller.Of(owner), patient, call, Now, near));
    }

    /// <inheritdoc />
    public Task<Reply<Done>> GoOnByPhone(SessionId phone) => Acknowledge(default, null, null, state => SessionRules.GoOnByPhone(state, phone, PresenceIn(state)));

    /// <inheritdoc />
    public Task<Reply<SessionView>> StartTalk(CommandId command, Caller caller) =>
        Decide(new Asked(CommandKind.StartTalk), command, caller, state => SessionRules.StartTalk(state, caller, Now));

    private Task<Reply<Done>> CallHere(SessionId other) => GrainFactory.GrainOf<ISessionPhone>(other.Value).GoOnByPhone(Id);

    /// <summary>The message with the link to this session, for a patient on the phone; where the address of the pages is not known, it says to sign in there. Null for any other, and without a number to send it to.</summary>
    /// <param name="kind">The kind of the message.</param>
    /// <param name="command">The tap that sends it.</param>
    /// <param name="news">The reason for it, as the message says it.</param>
    private async Task<Notice?> Link(string kind, CommandId command, string news)
    {
        if (State is not { Phone: { } phone, Patient: { } patient } || (await stores.Medcards.Person(Reader.Platform, patient.PatientId))?.Phone is not { } login)
            return null;
        var text = (await stores.Insurers.OfAsync(State.Insurer?.InsurerId)).LinkMessage(news, phone.Origin, $"/session/{Id}");
        return new Notice(DerivedId.Of(kind, Id.Value, command.ToString()), login, text, Now, Now + LinkIsNewsFor, IsRepeatable: true);
    }

    /// <summary>The person identified on the phone: whoever holds them, and the account of their number.</summary>
    private async Task<(PatientSnapshot? Person, AccountId? Login)> OnPhone(PatientId patient)
    {
        if (await stores.Medcards.Login(Reader.Platform, patient) is { } login)
            return (await Snapshot(patient, await Family(login)), login);
        return await stores.Medcards.Person(Reader.Platform, patient) is { } person ? (await Snapshot(patient, [person]), null) : (null, null);
    }
}
