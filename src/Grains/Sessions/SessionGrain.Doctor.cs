using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public Task<Reply<SessionView>> EndConsultation(CommandId command, Caller caller) =>
        Decide(new Asked(CommandKind.EndConsultation), command, caller, state => SessionRules.EndConsultation(state, caller, Now, _limits));

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> SaveConclusion(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn)
    {
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        if (SessionRules.RefuseDraft(State, caller, conclusion, text) is { } refusal)
            return refusal;
        var order = OrderOf(command, caller, text, conclusion, basedOn);
        Answer? first = _journal.TryGetAnswer(command, out var known) ? known : null;
        if (SessionRules.SavesDraft(State, caller, conclusion, first))
            return await SaveDraft(order, caller, text, conclusion, basedOn);
        // A later save about an earlier consultation may come again when another one began: it begins no conclusion about that.
        if (first is null && await stores.Commands.FirstAnswerAsync<SavedDraft>(order) is { } saved)
            return Saved(saved, caller, text, conclusion);
        var outcome = await Execute(Asked.Save(conclusion, text, basedOn), command, caller, state => Audited(state, caller, conclusion, SessionRules.BeginConclusion(state, caller, conclusion, text, basedOn, Now)));
        // Another activation began it while this one tried.
        if (outcome is { Refusal: null, Answer.IsStored: false })
            return await SaveDraft(order, caller, text, conclusion, basedOn);
        return outcome.Refusal ?? await Begun(outcome, text);
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> SignConclusion(CommandId command, Caller caller, ConclusionId? conclusion, long? version)
    {
        var outcome = await Sign(command, caller, conclusion, version);
        // Whoever signs whatever is stored means the text that was saved meanwhile, too.
        for (var attempt = 1; attempt < SessionJournal.MaxRedecisions && version is null && outcome.Refusal == Refusal.ConclusionChanged; attempt++)
            outcome = await Sign(command, caller, conclusion, version);
        if (outcome.Refusal is { } refusal)
            return refusal;
        var signed = SessionRules.ConsultationOf(State, await _journal.MadeByAsync(outcome.Answer))!;
        // It may have been corrected since: the answer is what was signed.
        var stored = await Conclusion(caller, signed.Conclusion, (reader, which) => stores.Medcards.Written(reader, which, edition: 1));
        return SessionRules.RefuseSignature(stored.Value, version) ?? stored;
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> CorrectConclusion(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn)
    {
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        if (SessionRules.RefuseDraft(State, caller, conclusion, text) is { } refusal)
            return refusal;
        var (stored, patient) = (await Stored(caller, conclusion), await PatientOutside());
        var outcome = await Execute(Asked.Correct(conclusion, text, basedOn), command, caller, state =>
            patient.Told(state, Audited(state, caller, conclusion, SessionRules.CorrectConclusion(state, caller, conclusion, stored, text, basedOn, Now)), Now));
        if (outcome.Refusal is { } refused)
            return refused;
        var made = (await _journal.MadeByAsync(outcome.Answer))[0].Fact is ConclusionCorrected corrected ? corrected : throw new InvalidOperationException("A correction made no edition.");
        return await Conclusion(caller, made.ConclusionId, (reader, which) => stores.Medcards.Written(reader, which, made.Edition));
    }

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> Conclusion(Caller caller, ConclusionId? conclusion) => Conclusion(caller, conclusion, (reader, which) => stores.Medcards.Conclusion(reader, which));

    private async Task<Reply<ConclusionView>> Conclusion(Caller caller, ConclusionId? conclusion, Func<Reader, ConclusionId, Task<ConclusionView?>> read)
    {
        if (SessionRules.Own(State, caller, conclusion) is not { } consulted)
            return Refusal.NotFound;
        return await read(SessionRules.AuthorIn(State, consulted), consulted.Conclusion)
            ?? SessionRules.Conclusion(State, consulted, ConclusionText.Empty, savedAt: null, version: 0);
    }

    /// <summary>The first version of a conclusion, as it was stored with the journal.</summary>
    private async Task<Reply<ConclusionView>> Begun(Outcome outcome, ConclusionText text)
    {
        var begun = SessionRules.ConsultationOf(State, await _journal.MadeByAsync(outcome.Answer))!;
        var stored = outcome.IsNew ? null : await stores.Medcards.Written(SessionRules.AuthorIn(State, begun), begun.Conclusion);
        return SessionRules.RefuseFirstSave(stored, text) is { } another
            ? another
            : SessionRules.Conclusion(State, begun, text, outcome.Answer.At, SessionRules.FirstVersion);
    }

    /// <summary>The text that a doctor types is kept without an event for each pause; the version decides between two tabs, and between a save and a signature.</summary>
    private async Task<Reply<ConclusionView>> SaveDraft(RecordCommand order, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn)
    {
        if (!_journal.TakesCommands)
            return Refusal.Unavailable;
        var consulted = SessionRules.Own(State, caller, conclusion)!;
        var saved = await stores.Medcards.SaveDraft(SessionRules.AuthorIn(State, consulted), order, new DraftSave(consulted.Conclusion, consulted.Doctor.StaffId, text, basedOn));
        _journal.Hold(CommandKind.SaveConclusion, order.Id, caller);
        return Saved(saved, caller, text, conclusion);
    }

    /// <summary>A save as it is compared with its repeats: by what was sent, not by which consultation is the last by now.</summary>
    private RecordCommand OrderOf(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion, long? basedOn) => RecordCommand.Of(
        caller, command, nameof(SaveConclusion), Now,
        [conclusion?.Value ?? Id.Value, basedOn?.ToString(CultureInfo.InvariantCulture), .. Conclusions.Said(text)]);

    /// <summary>The first answer names its conclusion: the doctor's last consultation may be another one by now.</summary>
    private Reply<ConclusionView> Saved(Reply<SavedDraft> saved, Caller caller, ConclusionText text, ConclusionId? conclusion) => saved.Value is { } draft
        ? SessionRules.Conclusion(
            State, draft.Conclusion is { } first ? SessionRules.ConsultationOf(State, first)! : SessionRules.Own(State, caller, conclusion)!, text, draft.SavedAt, draft.Version)
        : saved.Refusal!;

    private async Task<Outcome> Sign(CommandId command, Caller caller, ConclusionId? conclusion, long? version)
    {
        var (stored, patient) = (await Stored(caller, conclusion), await PatientOutside());
        return await Execute(new Asked(CommandKind.SignConclusion, conclusion?.Value), command, caller, state =>
            patient.Told(state, Audited(state, caller, conclusion, SessionRules.SignConclusion(state, caller, conclusion, stored, version, Now)), Now));
    }

    /// <summary>The doctor's conclusion as it is stored now; null where there is none.</summary>
    private async Task<ConclusionView?> Stored(Caller caller, ConclusionId? conclusion) => SessionRules.Own(State, caller, conclusion) is { } consulted
        ? await stores.Medcards.Written(SessionRules.AuthorIn(State, consulted), consulted.Conclusion)
        : null;

    /// <summary>The patient as an SMS reaches them, where they are not in the session.</summary>
    private async Task<FarPatient> PatientOutside() => new(
        State.Patient is { } person ? (await stores.Medcards.Person(Reader.Platform, person.PatientId))?.Phone : null,
        await stores.Insurers.OfAsync(State.Insurer?.InsurerId),
        State.Phone?.Origin);

    /// <summary>The decision with the entry that is stored with it.</summary>
    private Decision Audited(SessionState state, Caller caller, ConclusionId? conclusion, Decision decision) => decision.Facts.IsEmpty
        ? decision
        : decision.Storing(stores.Medcards.Changed(
            SessionRules.AuthorIn(state, SessionRules.Own(state, caller, conclusion)!), Purpose.Conclusion, AuditSubject.Conclusion, state.Patient!.PatientId));
}
