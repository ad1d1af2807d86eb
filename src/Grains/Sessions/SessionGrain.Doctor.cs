using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public Task<Reply<SessionView>> EndConsultation(CommandId command, Caller caller) =>
        Decide(CommandKind.EndConsultation, command, caller, state => SessionRules.EndConsultation(state, caller, Now, _limits));

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> SaveConclusion(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn)
    {
        Answer? first = _journal.TryGetAnswer(command, out var known) ? known : null;
        if (SessionRules.SavesDraft(State, caller, conclusion, first))
            return await SaveDraft(command, caller, text, conclusion, basedOn);
        var outcome = await Execute(CommandKind.SaveConclusion, command, caller, state => Audited(state, caller, conclusion, SessionRules.BeginConclusion(state, caller, conclusion, text, basedOn, Now)));
        // Another activation began it while this one tried.
        if (outcome is { Refusal: null, Answer.IsStored: false })
            return await SaveDraft(command, caller, text, conclusion, basedOn);
        if (outcome.Refusal is { } refusal)
            return refusal;
        var begun = SessionRules.Own(State, caller, conclusion)!;
        if (!outcome.IsNew && SessionRules.RefuseFirstSave(await stores.Medcards.Written(SessionRules.AuthorIn(State, begun), begun.Conclusion), text) is { } another)
            return another;
        return SessionRules.Conclusion(State, begun, text, outcome.Answer.At, SessionRules.FirstVersion);
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> SignConclusion(CommandId command, Caller caller, ConclusionId? conclusion, long? version)
    {
        var outcome = await Sign(command, caller, conclusion, version);
        // Whoever signs whatever is stored means the text that was saved meanwhile, too.
        for (var attempt = 1; attempt < SessionJournal.MaxRedecisions && version is null && outcome.Refusal == Refusal.ConclusionChanged; attempt++)
            outcome = await Sign(command, caller, conclusion, version);
        return outcome.Refusal is { } refusal ? refusal : await Conclusion(caller, conclusion, stores.Medcards.Written);
    }

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> Conclusion(Caller caller, ConclusionId? conclusion) => Conclusion(caller, conclusion, stores.Medcards.Conclusion);

    private async Task<Reply<ConclusionView>> Conclusion(Caller caller, ConclusionId? conclusion, Func<Reader, ConclusionId, Task<ConclusionView?>> read)
    {
        if (SessionRules.Own(State, caller, conclusion) is not { } consulted)
            return Refusal.NotFound;
        return await read(SessionRules.AuthorIn(State, consulted), consulted.Conclusion)
            ?? SessionRules.Conclusion(State, consulted, ConclusionText.Empty, savedAt: null, version: 0);
    }

    /// <summary>The text that a doctor types is kept without an event for each pause; the version decides between two tabs, and between a save and a signature.</summary>
    private async Task<Reply<ConclusionView>> SaveDraft(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn)
    {
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        if (!_journal.TakesCommands)
            return Refusal.Unavailable;
        if (SessionRules.RefuseDraft(State, caller, conclusion, text) is { } refusal)
            return refusal;
        var consulted = SessionRules.Own(State, caller, conclusion)!;
        var order = RecordCommand.Of(
            caller, command, nameof(SaveConclusion), Now,
            consulted.Conclusion.Value, basedOn?.ToString(CultureInfo.InvariantCulture), text.Complaints, text.History, text.Diagnosis, text.Recommendations);
        var saved = await stores.Medcards.SaveDraft(SessionRules.AuthorIn(State, consulted), order, new DraftSave(consulted.Conclusion, consulted.Doctor.StaffId, text, basedOn));
        _journal.Hold(CommandKind.SaveConclusion, command, caller);
        return saved.Value is { } draft ? SessionRules.Conclusion(State, consulted, text, draft.SavedAt, draft.Version) : saved.Refusal!;
    }

    private async Task<Outcome> Sign(CommandId command, Caller caller, ConclusionId? conclusion, long? version)
    {
        var stored = SessionRules.Own(State, caller, conclusion) is { } consulted
            ? await stores.Medcards.Written(SessionRules.AuthorIn(State, consulted), consulted.Conclusion)
            : null;
        return await Execute(CommandKind.SignConclusion, command, caller, state => Audited(state, caller, conclusion, SessionRules.SignConclusion(state, caller, conclusion, stored, version, Now)));
    }

    /// <summary>The decision with the entry that is stored with it.</summary>
    private Decision Audited(SessionState state, Caller caller, ConclusionId? conclusion, Decision decision) => decision.Facts.IsEmpty
        ? decision
        : decision.Storing(stores.Medcards.Changed(
            SessionRules.AuthorIn(state, SessionRules.Own(state, caller, conclusion)!), Purpose.Conclusion, AuditSubject.Conclusion, state.Patient!.PatientId));
}
