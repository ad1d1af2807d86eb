using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

public partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<Reply<PatientCard>> Card(Caller caller)
    {
        if (caller.Staff is null || !MaySeeMedcard(caller))
            return Refusal.NotFound;
        if (_state.Patient is not { } patient)
            return Refusal.PatientRequired;
        if (await stores.People.FindAsync(patient.PatientId) is not { } person)
            return Refusal.NotFound;
        var family = person.Phone is null ? [] : await stores.People.OfPhoneAsync(person.Phone);
        var history = await stores.Rows.CalendarAsync([person.Id]);
        return PatientSnapshots.Card(person, family, [.. history.Where(entry => entry.SessionId != Id)], _limits.DateOf(Now));
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> SaveConclusion(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn)
    {
        var isKnown = _answers.TryGet(command, out var first);
        if (isKnown ? first is { Kind: CommandKind.SaveConclusion, IsStored: false } : SessionRules.Own(_state, caller, conclusion) is { IsBegun: true })
            return await SaveDraft(command, caller, text, conclusion, basedOn);
        var outcome = await Execute(CommandKind.SaveConclusion, command, caller, state => SessionRules.BeginConclusion(state, caller, conclusion, text, basedOn, Now));
        // Another activation began it while this one tried.
        if (outcome is { Refusal: null, Answer.IsStored: false })
            return await SaveDraft(command, caller, text, conclusion, basedOn);
        return outcome.Refusal is { } refusal
            ? refusal
            : SessionRules.Conclusion(_state, SessionRules.Own(_state, caller, conclusion)!, text, outcome.Answer.At, SessionRules.FirstVersion);
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> SignConclusion(CommandId command, Caller caller, ConclusionId? conclusion, long? version)
    {
        var outcome = await Sign(command, caller, conclusion, version);
        // Whoever signs whatever is stored means the text that was saved meanwhile, too.
        for (var attempt = 1; attempt < MaxRedecisions && version is null && outcome.Refusal == Refusal.ConclusionChanged; attempt++)
            outcome = await Sign(command, caller, conclusion, version);
        return outcome.Refusal is { } refusal ? refusal : await Conclusion(caller, conclusion);
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> Conclusion(Caller caller, ConclusionId? conclusion)
    {
        if (SessionRules.Own(_state, caller, conclusion) is not { } consulted)
            return Refusal.NotFound;
        var stored = await stores.Conclusions.FindAsync(consulted.Conclusion);
        return stored?.Conclusion ?? SessionRules.Conclusion(_state, consulted, ConclusionText.Empty, savedAt: null, version: 0);
    }

    /// <summary>The text that a doctor types is kept without an event for each pause; the version decides between two tabs, and between a save and a signature.</summary>
    private async Task<Reply<ConclusionView>> SaveDraft(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn)
    {
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        if (_isTooNew)
            return Refusal.Unavailable;
        if (SessionRules.RefuseDraft(_state, caller, conclusion, text) is { } refusal)
            return refusal;
        var consulted = SessionRules.Own(_state, caller, conclusion)!;
        var order = RecordCommand.Of(
            caller, command, nameof(SaveConclusion), Now,
            consulted.Conclusion.Value, basedOn?.ToString(CultureInfo.InvariantCulture), text.Complaints, text.History, text.Diagnosis, text.Recommendations);
        var saved = await stores.Conclusions.SaveAsync(order, new DraftSave(consulted.Conclusion, consulted.Doctor.StaffId, text, basedOn));
        Hold(CommandKind.SaveConclusion, command, caller);
        return saved.Value is { } draft ? SessionRules.Conclusion(_state, consulted, text, draft.SavedAt, draft.Version) : saved.Refusal!;
    }

    private async Task<Outcome> Sign(CommandId command, Caller caller, ConclusionId? conclusion, long? version)
    {
        var stored = SessionRules.Own(_state, caller, conclusion) is { } consulted ? await stores.Conclusions.FindAsync(consulted.Conclusion) : null;
        return await Execute(CommandKind.SignConclusion, command, caller, state => SessionRules.SignConclusion(state, caller, conclusion, stored?.Conclusion, version, Now));
    }

    /// <summary>S6: while treating, and the doctor until the conclusion is signed, for as long as an unsigned one is not overdue.</summary>
    private bool MaySeeMedcard(Caller caller) =>
        SessionRules.Participant(_state, caller) is not null
        || caller.Staff is { } staff && _state.Consultations.Any(
            consulted => consulted.Doctor.StaffId == staff && !consulted.Signed && Now < consulted.StartedAt + _limits.UnsignedConclusion);
}
