using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private IConsultantCalls PatientCalls => grains.GrainOf<IConsultantCalls>(Caller.Id);

    /// <summary>Answers a consultant's call.</summary>
    [ForPatients]
    public Task<Reply<AnsweredCall>> AnswerCall(CommandId commandId, string callId, bool accept) => IdText.IsId(callId)
        ? Ask(() => grains.GrainOf<IPatientCallsGrain>(Caller.Id).Answer(commandId, callId, accept))
        : Refused<AnsweredCall>(Refusal.CallGone);

    /// <summary>Rings a patient who is on the platform (S4.8).</summary>
    [Needs(Right.OpenPhoneSessions)]
    public async Task<Reply<RungCall>> CallPatient(CommandId commandId, PatientCallRequest call)
    {
        await brands.RefreshAsync();
        return await Ask(() => PatientCalls.CallPatient(commandId, call.PatientId!.Value, call.Mode!.Value, brands.Of(Here.Host).Insurer, call.AppointmentId));
    }

    /// <summary>Takes a call back that rings.</summary>
    [Needs(Right.OpenPhoneSessions)]
    public Task<Reply<Done>> WithdrawCall(CommandId commandId, string callId) => IdText.IsId(callId)
        ? Ask(() => PatientCalls.WithdrawCall(callId))
        : Refused<Done>(Refusal.CallGone);

    /// <summary>The persons of these who are on the platform now.</summary>
    [Needs(Right.OpenPhoneSessions)]
    public Task<Reply<OnlinePatients>> WhoIsOnline(PatientId[] patientIds) => Ask(() => PatientCalls.WhoIsOnline(patientIds));
}
