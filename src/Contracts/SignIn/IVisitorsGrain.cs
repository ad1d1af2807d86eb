namespace Medzdrav.Contracts;

/// <summary>Visitors: people who call without signing in (S1.3). A visitor's id is made by the edge: 22 random characters. Stateless, key 0.</summary>
[Alias("IVisitorsGrain")]
public interface IVisitorsGrain : IGrainWithIntegerKey
{
    /// <summary>Gives the visitor a credential, good for an anonymous contact.</summary>
    /// <param name="visitor">The id.</param>
    /// <param name="address">The client's network address, for the limits.</param>
    /// <returns>The credential, or refused: tooMany.</returns>
    [Alias("Admit")] Task<Reply<SignedIn>> Admit(string visitor, string address);

    /// <summary>Opens a session without a person (S1.3), or returns the visitor's open one.</summary>
    /// <returns>The view, or refused: invalid.</returns>
    [Alias("OpenSession")] Task<Reply<SessionView>> OpenSession(string visitor, CommandId command, SessionMode mode, ConnectionCheck? check = null, NamedInsurer? insurer = null, string? address = null);

    /// <summary>The visitor's open session: at most one.</summary>
    [Alias("OpenSessions")] Task<OpenSessionView[]> OpenSessions(string visitor);

    /// <summary>Takes over the account that a consultant signed this visitor's session in to; the visitor's credential ends.</summary>
    /// <param name="visitor">The id.</param>
    /// <param name="session">The session with the event <c>signedIn</c>.</param>
    /// <param name="credentialId">The visitor's credential.</param>
    /// <param name="claim">The claimer's own id of the claim, by which its repeat is known.</param>
    /// <returns>The account's new credential, or refused: notFound (not this visitor's, or not signed in), signInRequired (somebody else claimed).</returns>
    [Alias("Claim")] Task<Reply<SignedIn>> Claim(string visitor, SessionId session, string credentialId, CommandId claim);

    /// <summary>Asks to be rung back when nobody is on duty (S3.3).</summary>
    /// <param name="visitor">The id.</param>
    /// <param name="command">The tap.</param>
    /// <param name="phone">Where, in any common form.</param>
    /// <param name="session">The waiting session, or null.</param>
    /// <param name="address">The client's network address, for the limits.</param>
    /// <returns>Where it will ring, or refused: invalidPhone, tooMany, notFound.</returns>
    [Alias("RequestCallback")] Task<Reply<CallbackAccepted>> RequestCallback(string visitor, CommandId command, string? phone, SessionId? session, string address);
}
