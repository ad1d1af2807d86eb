using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The bookings of an account's persons. Keeps nothing: who they are and what is booked, the records say each time.</summary>
internal sealed class CalendarGrain(CalendarStores stores, AwaitedDocuments awaited, Allowances allowances, TimeProvider clock) : Grain, ICalendarGrain
{
    private const int MaxAppointments = 200;
    private const int MaxLinks = 5;

    private AccountId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<OwnAppointmentList>> Appointments(PatientId? patient)
    {
        var held = await stores.Medcards.Family(Reader.Holder, Purpose.Own, Id);
        var people = held.People.Where(person => patient is null || person.Id == patient).ToDictionary(person => person.Id, person => person.Name);
        if (held.Phone is null || patient is not null && people.Count == 0)
            return Refusal.NotFound;
        var booked = await stores.Appointments.OfPersonsAsync(people.Keys, MaxAppointments);
        var doctors = await stores.Staff.NamesAsync([.. booked.Select(one => one.Doctor).Distinct()]);
        var awaiting = await awaited.Of(booked, clock.GetUtcNow());
        var wishes = await Wishes(booked);
        return new OwnAppointmentList(
            [.. booked.Select(one => View(one, people[one.Patient], doctors.GetValueOrDefault(one.Doctor, ""), awaiting.Contains(one.Id)) with { Wish = wishes.GetValueOrDefault(one.Id) })], clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<CalendarFile>> File(AppointmentId appointment, string? origin)
    {
        var reply = await Appointments(null);
        if (reply.Value is not { } own)
            return reply.Refusal!;
        return own.Appointments.FirstOrDefault(one => one.AppointmentId == appointment) is { } booked ? new CalendarFile(CalendarText.Of([booked], origin)) : Refusal.NotFound;
    }

    /// <inheritdoc />
    public async Task<Reply<CalendarLinkList>> Links() =>
        new CalendarLinkList([.. (await stores.Links.OfAsync(Id)).Select(link => new CalendarLinkView(link.Id, link.AddedAt, link.UsedAt))], clock.GetUtcNow());

    /// <inheritdoc />
    public async Task<Reply<NewCalendarLink>> AddLink()
    {
        if ((await stores.Medcards.Family(Reader.Holder, Purpose.Own, Id)).Phone is null)
            return Refusal.NotFound;
        if (!await allowances.MayKeep(Id))
            return Refusal.TooMany;
        var (link, secret, now) = (Guid.CreateVersion7().ToString("N"), LinkSecret.New(), clock.GetUtcNow());
        return await stores.Links.AddAsync(new CalendarLinkRecord(link, Id, LinkSecret.HashOf(secret), Instants.InMilliseconds(now)), MaxLinks)
            ? new NewCalendarLink(link, secret, now)
            : Refusal.TooMany with { Message = $"Ссылок уже {MaxLinks.ToString(System.Globalization.CultureInfo.InvariantCulture)}: сначала отзовите одну из них." };
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> RemoveLink(string link)
    {
        await stores.Links.RemoveAsync(Id, link);
        return new Done(clock.GetUtcNow());
    }

    /// <summary>The last wish about each booking, where it says something of the booking as it stands.</summary>
    private async Task<Dictionary<AppointmentId, OwnWish>> Wishes(IReadOnlyCollection<AppointmentRecord> booked)
    {
        var wishes = booked.Count == 0 ? [] : await stores.Wishes.LastWishesAsync([.. booked.Select(one => one.Id)]);
        var standing = booked.ToDictionary(one => one.Id);
        return wishes.Where(wish => BookingRules.Concerns(wish, standing[wish.Appointment], clock.GetUtcNow())).ToDictionary(wish => wish.Appointment, wish => wish.Wish);
    }

    private static OwnAppointment View(AppointmentRecord booked, string patientName, string doctorName, bool isAwaiting) => new(
        booked.Id, booked.Version, booked.State, booked.Patient, patientName, doctorName, booked.Specialty, booked.StartsAt, BookingRules.EndOf(booked), booked.Zone, booked.Terms.Repeated,
        booked.Terms.Documents, isAwaiting, booked.CancelReason, booked.ChangedAt, Mode: booked.Terms.Mode);
}
