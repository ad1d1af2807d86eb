using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>People whose consent is confirmed, as documents and doctors need it.</summary>
internal static class Consenting
{
    /// <summary>Somebody who called, was answered, and confirmed the consent; the session stays in intake.</summary>
    public static async Task<SessionId> ConsentAsync(this Patient patient, Specialist consultant)
    {
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        var asked = await consultant.Device.Command<SessionView>("RequestConsent", session);
        await patient.Device.Command<SessionView>("ConfirmConsent", session, asked.Consent.Requested);
        return session;
    }
}
