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
    public async Task<Reply<ConclusionView>> SaveConclusion(CommandId command, Caller caller, ConclusionText text)
    {
        var outcome = await Execute(command, caller, state => SessionRules.SaveConclusion(state, caller, text, Now));
        return outcome.Refusal is { } refusal ? refusal : await Conclusion(caller);
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> SignConclusion(CommandId command, Caller caller)
    {
        var stored = SessionRules.Own(_state, caller) is { } consulted ? await stores.Conclusions.FindAsync(consulted.Conclusion) : null;
        var outcome = await Execute(command, caller, state => SessionRules.SignConclusion(state, caller, stored?.Conclusion, Now));
        return outcome.Refusal is { } refusal ? refusal : await Conclusion(caller);
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> Conclusion(Caller caller)
    {
        if (SessionRules.Own(_state, caller) is not { } consulted)
            return Refusal.NotFound;
        var stored = await stores.Conclusions.FindAsync(consulted.Conclusion);
        return stored?.Conclusion ?? SessionRules.Conclusion(_state, consulted, ConclusionText.Empty, savedAt: null, signedAt: null);
    }

    /// <summary>S6: while treating, and the doctor until the conclusion is signed, for as long as an unsigned one is not overdue.</summary>
    private bool MaySeeMedcard(Caller caller) =>
        SessionRules.Participant(_state, caller) is not null
        || SessionRules.Own(_state, caller) is { Signed: false } consulted && Now < consulted.StartedAt + _limits.UnsignedConclusion;
}
