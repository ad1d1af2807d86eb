using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A consultation that is under way or over, with all who were in it.</summary>
internal sealed class Consulted(Patient patient, Specialist consultant, Specialist doctor, SessionId session) : IAsyncDisposable
{
    public Patient Patient => patient;

    public Specialist Consultant => consultant;

    public Specialist Doctor => doctor;

    public SessionId Session => session;

    /// <summary>A patient who is with the doctor.</summary>
    public static async Task<Consulted> BeginAsync(Clinic clinic)
    {
        var (consultant, doctor, patient) = (await clinic.OnDutyAsync("consultant1"), await clinic.OnDutyAsync("therapist1"), await clinic.PatientAsync());
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        var asked = (await consultant.Device.Command<SessionView>("RequestConsent", session)).Consent.Requested;
        await patient.Device.Command<SessionView>("ConfirmConsent", session, asked);
        await consultant.Device.Command<SessionView>("Transfer", session, new { to = "therapist", reason = "Кашель" });
        await doctor.Take(session, LegKind.Consultation);
        return new Consulted(patient, consultant, doctor, session);
    }

    /// <summary>The doctor writes and signs.</summary>
    public async Task<ConclusionView> SignAsync(ConclusionText text)
    {
        var saved = await doctor.Device.Client.Hub.SaveConclusionAsync(session, text);
        Assert.Null(saved.Refusal);
        return await doctor.Device.Command<ConclusionView>("SignConclusion", new { sessionId = session, conclusionId = saved.Value!.ConclusionId, version = saved.Value.Version });
    }

    public async ValueTask DisposeAsync()
    {
        await patient.DisposeAsync();
        await doctor.DisposeAsync();
        await consultant.DisposeAsync();
    }
}
