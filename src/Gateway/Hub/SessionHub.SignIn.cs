using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Sends a sign-in code to the phone that the patient told (S1.3).</summary>
    [Needs(Right.Identify)]
    public Task<Reply<AssistedCodeSent>> SendSignInCode(CommandId commandId, SessionId sessionId, string? phone) => Texts.IsShort(phone)
        ? Ask(() => SignInOf(sessionId).SendCode(commandId, Caller, phone))
        : Refused<AssistedCodeSent>(Refusal.InvalidPhone);

    /// <summary>Takes the code that the patient told.</summary>
    [Needs(Right.Identify)]
    public Task<Reply<AssistedSignIn>> ConfirmSignIn(CommandId commandId, SessionId sessionId, string? code) => Texts.IsShort(code)
        ? Ask(() => SignInOf(sessionId).Confirm(commandId, Caller, code))
        : Refused<AssistedSignIn>(Refusal.InvalidCode);

    /// <summary>Finds the person by policy number, full name and birth date (S2.2).</summary>
    [Needs(Right.Identify)]
    public Task<Reply<IdentifiedPerson>> Identify(CommandId commandId, SessionId sessionId, IdentificationRequest person) =>
        Ask(() => SignInOf(sessionId).Identify(commandId, Caller, person.Identification));

    /// <summary>Gives an identified person a phone (S2.2).</summary>
    [Needs(Right.Register)]
    public Task<Reply<Registration>> RegisterPatient(CommandId commandId, SessionId sessionId, IdentificationRequest person) => person.Phone is null
        ? Refused<Registration>(Refusal.InvalidPhone)
        : Ask(() => SignInOf(sessionId).Register(commandId, Caller, person.Identification));

    private IAssistedSignInGrain SignInOf(SessionId session) => grains.GrainOf<IAssistedSignInGrain>(session.Value);
}
