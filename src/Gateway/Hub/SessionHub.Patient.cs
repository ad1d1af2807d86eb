using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Settles who needs help.</summary>
    [ForSignedIn]
    public Task<Reply<SessionView>> ChoosePatient(CommandId commandId, SessionId sessionId, PatientId patientId) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).ChoosePatient(commandId, Caller, patientId));

    /// <summary>Confirms the consent.</summary>
    [ForPatients]
    public Task<Reply<SessionView>> ConfirmConsent(CommandId commandId, SessionId sessionId, ConsentAnswer consent) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).ConfirmConsent(commandId, Caller, consent.TextVersion!, new ConsentSigner(consent.Representative, Here.Address, Here.Host)));

    /// <summary>Does not agree to the consent.</summary>
    [ForPatients]
    public Task<Reply<SessionView>> DeclineConsent(CommandId commandId, SessionId sessionId, string textVersion) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).DeclineConsent(commandId, Caller, textVersion));

    /// <summary>Changes the way of talking.</summary>
    public Task<Reply<SessionView>> ChangeMode(CommandId commandId, SessionId sessionId, SessionMode mode) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).ChangeMode(commandId, Caller, mode));

    /// <summary>Leaves the session.</summary>
    [ForCallers]
    public Task<Reply<SessionView>> LeaveSession(CommandId commandId, SessionId sessionId) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).Leave(commandId, Caller));

    /// <summary>Rates the session after its end.</summary>
    [ForCallers]
    public Task<Reply<SessionView>> Rate(CommandId commandId, SessionId sessionId, int stars, string? comment) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).Rate(commandId, Caller, stars, comment));
}
