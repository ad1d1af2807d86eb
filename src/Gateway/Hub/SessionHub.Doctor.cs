using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Ends the consultation.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<SessionView>> EndConsultation(CommandId commandId, SessionId sessionId) =>
        Ask(() => Doctor(sessionId).EndConsultation(commandId, Caller));

    /// <summary>Saves the draft.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> SaveConclusion(CommandId commandId, SessionId sessionId, DraftRequest draft) =>
        Ask(() => Doctor(sessionId).SaveConclusion(commandId, Caller, draft.Text, draft.ConclusionId, draft.BasedOn));

    /// <summary>Signs the stored draft.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> SignConclusion(CommandId commandId, SignRequest conclusion) =>
        Ask(() => Doctor(conclusion.SessionId).SignConclusion(commandId, Caller, conclusion.ConclusionId, conclusion.Version));

    /// <summary>Corrects a signed conclusion: the next edition of it.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> CorrectConclusion(CommandId commandId, SessionId sessionId, DraftRequest corrected) =>
        Ask(() => Doctor(sessionId).CorrectConclusion(commandId, Caller, corrected.Text, corrected.ConclusionId, corrected.BasedOn));

    /// <summary>The doctor's own conclusion about the last consultation of a session.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> Conclusion(SessionId sessionId) => Ask(() => Doctor(sessionId).Conclusion(Caller));

    /// <summary>A conclusion of the doctor's own about a session.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<ConclusionView>> OpenConclusion(SessionId sessionId, ConclusionId conclusionId) => Ask(() => Doctor(sessionId).Conclusion(Caller, conclusionId));

    /// <summary>Finds diagnoses by code or words.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<FoundDiagnoses>> FindDiagnoses(string? query) => Texts.IsShort(query)
        ? Ask(() => grains.GetGrain<IDiagnosesGrain>(0).Find(query))
        : Refused<FoundDiagnoses>(Refusal.Invalid);

    private ISessionDoctor Doctor(SessionId session) => grains.GrainOf<ISessionDoctor>(session.Value);
}
