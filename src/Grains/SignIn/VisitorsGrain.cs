using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Visitors, who are not signed in (S1.3): one open session at a time each, and a way into the account. What is known of a visitor is the credential's and the session's.</summary>
[StatelessWorker, Reentrant]
internal sealed class VisitorsGrain(SessionStores stores, ICrowding crowding, Allowances allowances, Callbacks callbacks, TimeProvider clock) : Grain, IVisitorsGrain
{
    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Admit(string visitor, string address) => await allowances.MayVisit(address)
        ? await Credentials.Issue(GrainFactory, Of(visitor))
        : Refusal.TooMany;

    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenSession(string visitor, CommandId command, SessionMode mode, ConnectionCheck? check, NamedInsurer? insurer, string? address) =>
        command.Value == Guid.Empty || !Enum.IsDefined(mode) || mode == SessionMode.Phone
            ? Refusal.Invalid
            : crowding.IsCrowded ? Refusal.Crowded
            : await new Opening(Of(visitor), command, mode, Named: null).Once(
                GrainFactory, stores.Commands, clock.GetUtcNow(), () => allowances.MayOpen(Of(visitor), address), () => Unchosen.Open(GrainFactory, stores.Rows, command, Of(visitor), mode, check, insurer));

    /// <inheritdoc />
    public async Task<OpenSessionView[]> OpenSessions(string visitor) => [.. await stores.Rows.OpenOfOwnerAsync(Of(visitor), [])];

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Claim(string visitor, SessionId session, string credentialId, CommandId claim)
    {
        var reply = await GrainFactory.GrainOf<ISessionSignIn>(session.Value).AccountOf(Of(visitor));
        return reply.Value is { } account
            ? await GrainFactory.GrainOf<ICredentialGrain>(credentialId).Claim(claim, account.Owner)
            : reply.Refusal!;
    }

    /// <inheritdoc />
    public Task<Reply<CallbackAccepted>> RequestCallback(string visitor, CommandId command, string? phone, SessionId? session, string address) =>
        callbacks.Ask(Of(visitor), command, phone, session, address);

    private static Caller Of(string visitor) => new(CallerKind.Visitor, visitor);
}
