using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<Reply<SessionView>> RequestConsent(CommandId command, Caller caller)
    {
        var text = await consents.CurrentOfAsync(State.Insurer?.InsurerId);
        var link = await Link("consentLink", command, "прочитайте и подтвердите согласие, чтобы вам помог врач");
        return await Decide(new Asked(CommandKind.RequestConsent), command, caller, state => SessionRules.RequestConsent(state, caller, text.Version, Now, link));
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> Transfer(CommandId command, Caller caller, Referral referral)
    {
        var policy = await PolicyToday();
        var booked = referral.Appointment is { } appointment ? await stores.Bookings.Doctor(appointment) : null;
        return await Decide(Asked.Transfer(referral), command, caller, state => SessionRules.Transfer(state, caller, referral, policy, Now, _limits, booked));
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> StepOut(CommandId command, Caller caller) =>
        Decide(new Asked(CommandKind.StepOut), command, caller, state => SessionRules.StepOut(state, caller));

    /// <inheritdoc />
    public Task<Reply<SessionView>> Close(CommandId command, Caller caller, CloseReason outcome) =>
        Decide(Asked.Close(outcome), command, caller, state => SessionRules.Close(state, caller, outcome));

    /// <inheritdoc />
    public async Task<Reply<IntakeView>> Intake(Caller caller)
    {
        if (SessionRules.RefuseConsultant(State, caller) is { } refusal)
            return refusal;
        var today = _limits.DateOf(Now);
        // A caller who proved to be one person is not thereby the holder of the login.
        var onePerson = State.Mode == SessionMode.Phone && SessionRules.RefuseUnknown(State, CallerAct.SeeFamily) is not null;
        var seen = await stores.Medcards.Caller(SessionRules.ReaderIn(State, caller, Now, _limits), onePerson ? null : State.Owner.Account, State.Identified);
        if (seen.Value is not var (phone, family, identified))
            return seen.Refusal!;
        IReadOnlyList<PersonRecord> people = onePerson && State.Patient is not null && identified is not null ? [identified] : family;
        return new IntakeView(
            onePerson ? State.Owner.Kind == CallerKind.Account : phone is not null,
            PhoneNumber.Masked(onePerson ? identified?.Phone : phone),
            [.. people.Select(member => PatientSnapshots.Member(member, today))],
            State.Patient?.PatientId,
            identified is null ? null : PatientSnapshots.Member(identified, today),
            State.CodeSentTo,
            Now);
    }

    /// <summary>The chosen person's policy valid today; null without one.</summary>
    private async Task<string?> PolicyToday() =>
        State.Patient is { } patient && await stores.Medcards.Person(Reader.Platform, patient.PatientId) is { } person
            ? PatientSnapshots.ValidPolicy(person, _limits.DateOf(Now), State.Insurer?.InsurerId)?.Number
            : null;
}
