using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The holder of a mobile number and the people it may act for. Keeps nothing: whose the number is, the records say each time.</summary>
internal sealed class AccountGrain(SessionStores stores, ICrowding crowding, Callbacks callbacks, ConsentTexts consents, Allowances allowances, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IAccountGrain
{
    private AccountId Id => new(this.GetPrimaryKeyString());

    private DateOnly Today => options.Value.DateOf(clock.GetUtcNow());

    /// <inheritdoc />
    public async Task<Reply<AccountView>> View()
    {
        var (phone, people) = await Held();
        if (phone is null)
            return Refusal.NotFound;
        var open = await stores.Rows.OpenOfOwnerAsync(Caller.Of(Id), [.. people.Select(person => person.Id)]);
        var owners = await consents.OwnersAsync();
        return new AccountView(phone, [.. people.Select(person => PatientSnapshots.View(person, Today, owners))], [.. open], clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode, PatientId? patient, ConnectionCheck? check, NamedInsurer? insurer, string? address, AppointmentId? appointment)
    {
        if (command.Value == Guid.Empty || !Enum.IsDefined(mode) || mode == SessionMode.Phone)
            return Refusal.Invalid;
        if (crowding.IsCrowded)
            return Refusal.Crowded;
        return await new Opening(Caller.Of(Id), command, mode, patient).Once(
            GrainFactory, stores.Commands, clock.GetUtcNow(), () => allowances.MayOpen(Caller.Of(Id), address), () => Open(command, mode, patient, check, insurer, appointment));
    }

    /// <inheritdoc />
    public async Task<Reply<CalendarView>> Calendar(PatientId? patient)
    {
        var (_, people) = await Held();
        if (patient is { } wanted && people.All(person => person.Id != wanted))
            return Refusal.NotFound;
        PatientId[] whose = patient is { } one ? [one] : [.. people.Select(person => person.Id)];
        var booked = await GrainFactory.GrainOf<ICalendarGrain>(Id.Value).Appointments(patient);
        return new CalendarView([.. await Rated(await stores.Medcards.Calendar(Reader.Holder, whose))], clock.GetUtcNow(), booked.Value?.Appointments ?? []);
    }

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion, int? edition) => stores.Medcards.OwnConclusion(Id, conclusion, edition);

    /// <inheritdoc />
    public Task<Reply<LooksView>> Looks(PatientId patient, long? before) => stores.Medcards.Looks(Id, patient, before);

    /// <inheritdoc />
    public async Task<Reply<ConsentCopy>> Consent(PatientId patient, string textVersion)
    {
        if (await stores.Medcards.OwnConsent(Id, patient, textVersion) is not var (person, given) || await consents.FindAsync(given.TextVersion) is not { } text)
            return Refusal.NotFound;
        return new ConsentCopy(text, given.TextHash, person.Name, given.ConfirmedBy, given.At, given.WithdrawnAt, clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> WithdrawConsent(CommandId command, PatientId patient, bool endConsultation)
    {
        if ((await Held()).People.All(person => person.Id != patient))
            return Refusal.NotFound;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(WithdrawConsent), clock.GetUtcNow(), patient.Value);
        // A consent given since is not withdrawn by a late repeat.
        if (await stores.Commands.FirstAnswerAsync<Done>(order) is { } first)
            return first.Refusal is { } reused ? reused : new Done(clock.GetUtcNow());
        if (await Opening.IsTap(GrainFactory, Caller.Of(Id), command))
            return Refusal.CommandReused;
        if (!await allowances.MayOpen(Caller.Of(Id), address: null))
            return Refusal.TooMany;
        if (await stores.Rows.OpenOfPatientAsync(patient) is { } open)
        {
            var reply = await GrainFactory.GrainOf<ISessionSignIn>(open.Value).WithdrawConsent(command, Caller.Of(Id), patient, endConsultation);
            if (reply.Refusal is { } refusal && refusal != Refusal.NotFound)
                return refusal;
        }
        // Without a session, or with one that closed just now, or that never knew of a consent given elsewhere.
        return await stores.Medcards.WithdrawConsent(order, patient);
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> CallMeBack(CommandId command, SessionId session, CallBackBy by, string? origin)
    {
        if (by == CallBackBy.Push && (await GrainFactory.GrainOf<IPushDevicesGrain>(Id.Value).View()).Subscriptions.Length == 0)
            return Refusal.NoDevice;
        if (by == CallBackBy.Sms && !await allowances.MayBeCalledBack(Id))
            return Refusal.TooMany;
        return await GrainFactory.GrainOf<ISessionWaiting>(session.Value).CallMeBack(command, Caller.Of(Id), by, origin);
    }

    /// <inheritdoc />
    public async Task<Reply<CallbackAccepted>> RequestCallback(CommandId command, string? phone, SessionId? session, string address) =>
        await callbacks.Ask(Caller.Of(Id), command, phone ?? (await Held()).Phone, session, address);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        if ((await Held()).Phone is null)
            await GrainFactory.GetGrain<IGatewaysGrain>(0).AccountEnded(Id);
        return null;
    }

    private async Task<Reply<SessionView>> Open(CommandId command, SessionMode mode, PatientId? patient, ConnectionCheck? check, NamedInsurer? insurer, AppointmentId? appointment)
    {
        var (_, people) = await Held();
        if (appointment is { } named)
        {
            // The booking says for whom; one of somebody else is not told from one that is not there.
            if (await stores.Bookings.Find(named) is not { } booked || (patient ?? booked.Patient) != booked.Patient)
                return Refusal.NotFound;
            patient = booked.Patient;
        }
        if (patient is null && people is [var only])
            patient = only.Id;
        if (patient is not { } chosen)
            return await Unchosen.Open(GrainFactory, stores.Rows, command, Caller.Of(Id), mode, check, insurer);
        return people.Any(person => person.Id == chosen)
            ? await GrainFactory.GrainOf<IPatientGrain>(chosen.Value).OpenSession(command, Id, mode, check, insurer)
            : Refusal.NotFound;
    }

    /// <summary>The entries, of those that are over since a little while with their ratings.</summary>
    private async Task<IEnumerable<CalendarEntry>> Rated(IReadOnlyList<CalendarEntry> entries)
    {
        var now = clock.GetUtcNow();
        RatingView? RatingOf(CalendarEntry entry, int? stars) => SessionRules.RatingOf(entry.ClosedAt, entry.CloseReason, entry.Answered, stars, now, options.Value);
        var stars = await stores.Ratings.StarsAsync([.. entries.Where(entry => RatingOf(entry, stars: null) is not null).Select(entry => entry.SessionId)]);
        return entries.Select(entry => entry with { Rating = RatingOf(entry, stars.TryGetValue(entry.SessionId, out var given) ? given : null) });
    }

    private Task<SeenFamily> Held() => stores.Medcards.Family(Reader.Holder, Purpose.Own, Id);
}
