using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Somebody who is not signed in (S1.3): one open session at a time, and a way into the account.</summary>
public sealed class VisitorGrain(SessionStores stores, Allowances allowances, Callbacks callbacks) : Grain, IVisitorGrain
{
    private Caller Caller => new(CallerKind.Visitor, this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Admit(string address) => await allowances.MayVisit(address)
        ? await Credentials.Issue(GrainFactory, Caller, name: null, roles: [])
        : Refusal.TooMany;

    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode, ConnectionCheck? check) =>
        command.Value == Guid.Empty || !Enum.IsDefined(mode) || mode == SessionMode.Phone
            ? Refusal.Invalid
            : await Unchosen.Open(GrainFactory, stores.Rows, command, Caller, mode, check);

    /// <inheritdoc />
    public async Task<OpenSessionView[]> OpenSessions() => [.. await stores.Rows.OpenOfOwnerAsync(Caller, [])];

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Claim(SessionId session, string credentialId)
    {
        var reply = await GrainFactory.GrainOf<ISessionSignIn>(session.Value).AccountOf(Caller);
        if (reply.Value is not { } account)
            return reply.Refusal!;
        var signedIn = await Credentials.Issue(GrainFactory, account.Owner, name: null, roles: []);
        await GrainFactory.GrainOf<ICredentialGrain>(credentialId).Retire();
        return signedIn;
    }

    /// <inheritdoc />
    public Task<Reply<CallbackAccepted>> RequestCallback(CommandId command, string? phone, SessionId? session, string address) =>
        callbacks.Ask(Caller, command, phone, session, address);
}
