using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>One mobile number's holder and whom it may act for. Keeps nothing: whose the number is, the records say each time.</summary>
public sealed class AccountGrain(SessionStores stores, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IAccountGrain
{
    private AccountId Id => new(this.GetPrimaryKeyString());

    private DateOnly Today => options.Value.DateOf(clock.GetUtcNow());

    /// <inheritdoc />
    public async Task<Reply<AccountView>> View()
    {
        if (await stores.People.PhoneOfAsync(Id) is not { } phone)
            return Refusal.NotFound;
        var people = await stores.People.OfPhoneAsync(phone);
        var open = await stores.Rows.OpenOfOwnerAsync(Caller.Of(Id), [.. people.Select(person => person.Id)]);
        return new AccountView(phone, [.. people.Select(person => PatientSnapshots.View(person, Today))], [.. open], clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode, PatientId? patient)
    {
        if (command.Value == Guid.Empty || !Enum.IsDefined(mode) || mode == SessionMode.Phone)
            return Refusal.Invalid;
        var people = await People();
        if (patient is null && people is [var only])
            patient = only.Id;
        if (patient is not { } chosen)
            return await OpenUnchosen(command, mode);
        return people.Any(person => person.Id == chosen)
            ? await GrainFactory.GetGrain<IPatientGrain>(chosen.Value).OpenSession(command, Id, mode)
            : Refusal.NotFound;
    }

    /// <inheritdoc />
    public async Task<Reply<CalendarView>> Calendar(PatientId? patient)
    {
        var people = await People();
        if (patient is { } wanted && people.All(person => person.Id != wanted))
            return Refusal.NotFound;
        PatientId[] whose = patient is { } one ? [one] : [.. people.Select(person => person.Id)];
        return new CalendarView([.. await stores.Rows.CalendarAsync(whose)], clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion)
    {
        if (await stores.Conclusions.FindAsync(conclusion) is not { Conclusion: { SignedAt: not null } found })
            return Refusal.NotFound;
        var people = await People();
        return people.Any(person => person.Id == found.PatientId) ? found : Refusal.NotFound;
    }

    /// <summary>Whom the contact is for is settled later, with the consultant; until then the account has one such session.</summary>
    private async Task<Reply<SessionView>> OpenUnchosen(CommandId command, SessionMode mode)
    {
        var caller = Caller.Of(Id);
        var open = await stores.Rows.OpenOfOwnerAsync(caller, []);
        if (open.FirstOrDefault(session => session.PatientId is null) is { } existing)
            return await GrainFactory.GetGrain<ISession>(existing.SessionId.Value).View(caller);
        var session = DerivedId.Of("session", Id.Value, command.ToString());
        return await GrainFactory.GetGrain<ISession>(session).Open(command, caller, mode, patient: null);
    }

    private async Task<IReadOnlyList<PersonRecord>> People() =>
        await stores.People.PhoneOfAsync(Id) is { } phone ? await stores.People.OfPhoneAsync(phone) : [];
}
