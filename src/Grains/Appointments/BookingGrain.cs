using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A consultant who books: decide by what stands, let the database say who was first, answer.</summary>
internal sealed class BookingGrain(BookingStores stores, SlotBook slots, BookingBell bell, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IBookingGrain
{
    private const int MaxSlots = 200;
    private const int MaxAppointments = 100;

    /// <summary>How often a booking is decided anew because the roster was changed meanwhile.</summary>
    private const int Tries = 5;

    private StaffId Id => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public async Task<Reply<BookingBoard>> Board(PatientId? patient, AppointmentId? appointment)
    {
        PersonToBook? person = null;
        if (patient is not null || appointment is not null)
        {
            if ((patient ?? (await stores.Appointments.FindAsync(appointment!.Value))?.Patient) is not { } chosen)
                return Refusal.NotFound;
            var reply = await stores.Medcards.ToBook(Reader.AtDesk(Id), chosen);
            if (reply.Value is not { } seen)
                return reply.Refusal!;
            person = await ToBook(seen);
        }
        return new BookingBoard([.. await slots.DoctorsAsync()], person, BookingRules.MaxTextCharacters, Now);
    }

    /// <inheritdoc />
    public async Task<Reply<FoundSlots>> FindSlots(SlotQuery query)
    {
        var doctor = query.Doctor;
        if (doctor is null && query.RepeatFor is { } patient)
        {
            // The answer says with whom the person was last: that is a look at the person's bookings.
            if ((await stores.Medcards.ForBooking(Reader.AtDesk(Id), patient)).Refusal is { } refusal)
                return refusal;
            doctor = await stores.Appointments.LastDoctorAsync(patient, query.Specialty);
        }
        var read = SlotWishes.Of(query, doctor, Now, options.Value);
        if (read.Value is not { } wish)
            return read.Refusal!;
        var found = await slots.FindAsync(wish, MaxSlots);
        return new FoundSlots([.. found.Take(MaxSlots)], found.Count > MaxSlots, wish.Clock.Zone.Id, Now);
    }

    /// <inheritdoc />
    public async Task<Reply<AppointmentList>> Appointments(PatientId patient)
    {
        var reply = await stores.Medcards.ForBooking(Reader.AtDesk(Id), patient);
        if (reply.Value is not { } person)
            return reply.Refusal!;
        return new AppointmentList(await OfPerson(person), Now);
    }

    /// <inheritdoc />
    public async Task<Reply<AppointmentView>> Book(CommandId command, BookingOrder order, string? origin)
    {
        var tap = Tap(command, nameof(Book), order.Patient.Value, order.Doctor.Value, order.Specialty, $"{order.StartsAt:O}", $"{order.Terms}", order.Session?.Value, $"{order.Alongside}");
        if (await Repeated(tap) is { } first)
            return first;
        if ((BookingRules.RefuseTerms(order.Terms) ?? await RefuseSession(order)) is { } refusal)
            return await Refuse(tap, refusal);
        var wanted = new AppointmentRecord
        {
            Id = new AppointmentId(DerivedId.Of("appointment", Id.Value, command.ToString())),
            Patient = order.Patient,
            Doctor = order.Doctor,
            Specialty = order.Specialty,
            StartsAt = order.StartsAt.ToUniversalTime(),
            Zone = "",
            Wall = "",
            Terms = BookingRules.Kept(order.Terms),
            Session = order.Session,
            ChangedBy = Id,
            ChangedAt = tap.At,
        };
        var reader = order.Session is { } session ? Reader.Receiving(Caller.Of(Id), session) : Reader.AtDesk(Id);
        return await Place(tap, new Change(wanted, null, reader, origin), order.Alongside, (placed, context) => stores.Appointments.BookAsync(tap, placed, context));
    }

    /// <inheritdoc />
    public async Task<Reply<AppointmentView>> Move(CommandId command, MoveOrder order, string? origin)
    {
        var tap = Tap(command, nameof(Move), order.Appointment.Value, $"{order.Version}", $"{order.StartsAt:O}", order.Reason, order.Doctor?.Value, order.Specialty, order.OverrideReason, $"{order.Alongside}", order.PatientZone, $"{order.WishAskedAt:O}", $"{order.Mode}");
        if (await Repeated(tap) is { } first)
            return first;
        var reply = await Standing(order.Appointment, order.Version, order.Reason);
        if (reply.Value is not { } standing)
            return await Refuse(tap, reply.Refusal!);
        var terms = standing.Terms with { OverrideReason = order.OverrideReason ?? standing.Terms.OverrideReason, PatientZone = order.PatientZone ?? standing.Terms.PatientZone, Mode = order.Mode ?? standing.Terms.Mode };
        if (BookingRules.RefuseTerms(terms) is { } refusal)
            return refusal;
        var wanted = standing with
        {
            Version = standing.Version + 1,
            Doctor = order.Doctor ?? standing.Doctor,
            Specialty = order.Specialty ?? standing.Specialty,
            StartsAt = order.StartsAt.ToUniversalTime(),
            Terms = BookingRules.Kept(terms),
            ChangedBy = Id,
            ChangedAt = tap.At,
            RemindedAt = null,
            CalledAt = null,
            Carrier = null,
        };
        if (BookingRules.RefuseStay(standing, wanted) is { } stays)
            return stays;
        var change = new Change(wanted, standing, Reader.AtDesk(Id), origin);
        return await Place(tap, change, order.Alongside, (placed, context) => stores.Appointments.MoveAsync(tap, placed, order.Reason.Trim(), context with { WishSeen = order.WishAskedAt }));
    }

    /// <inheritdoc />
    public async Task<Reply<AppointmentView>> Cancel(CommandId command, CancelOrder order, string? origin)
    {
        var tap = Tap(command, nameof(Cancel), order.Appointment.Value, $"{order.Version}", $"{order.By}", order.Reason, $"{order.WishAskedAt:O}");
        if (await Repeated(tap) is { } first)
            return first;
        var reply = await Standing(order.Appointment, order.Version, order.Reason);
        if (reply.Value is not { } standing)
            return await Refuse(tap, reply.Refusal!);
        var cancelled = standing with
        {
            Version = standing.Version + 1,
            State = AppointmentState.Cancelled,
            CancelledBy = order.By,
            CancelReason = order.Reason.Trim(),
            ChangedBy = Id,
            ChangedAt = tap.At,
        };
        if (await stores.Medcards.Person(Reader.Platform, standing.Patient) is not { } person)
            return await Refuse(tap, Refusal.NotFound);
        var change = new Change(cancelled, standing, Reader.AtDesk(Id), origin);
        var siblings = await Siblings(person, await stores.Medcards.Login(Reader.Platform, person.Id));
        var records = Records(change, person, siblings, (await stores.Staff.FindAsync(standing.Doctor))?.Name);
        return await Show(await stores.Appointments.CancelAsync(tap, cancelled, records, order.WishAskedAt), cancelled);
    }

    /// <summary>The booking that is to be changed as it stands, or why it can't be changed.</summary>
    private async Task<Reply<AppointmentRecord>> Standing(AppointmentId appointment, long seen, string reason)
    {
        if (BookingRules.RefuseReason(reason) is { } refusal)
            return refusal;
        if (await stores.Appointments.FindAsync(appointment) is not { } standing)
            return Refusal.NotFound;
        return BookingRules.RefuseChange(standing, seen, Now) is { } barred ? barred : standing;
    }

    private async Task<Reply<AppointmentView>> Place(RecordCommand tap, Change change, bool alongside, Func<AppointmentRecord, BookingContext, Task<Reply<AppointmentRecord>?>> store)
    {
        var wanted = change.Wanted;
        if (await stores.Medcards.Person(Reader.Platform, wanted.Patient) is not { } person)
            return await Refuse(tap, Refusal.NotFound);
        var login = await stores.Medcards.Login(Reader.Platform, person.Id);
        var siblings = await Siblings(person, login);
        for (var tries = 0; tries < Tries; tries++)
        {
            var facts = new BookingFacts(person, await stores.Insurers.ConsentOwnersAsync(), (await stores.Staff.FindAsync(wanted.Doctor))?.Standing, await stores.Rosters.FindAsync(wanted.Doctor));
            var placed = BookingRules.Place(wanted, facts, Now, options.Value);
            if (placed.Value is not { } appointment)
            {
                if (BookingRules.IsAboutDoctor(placed.Refusal!))
                    slots.RenewDoctors();
                return await Refuse(tap, placed.Refusal!);
            }
            var records = Records(change with { Wanted = appointment }, person, siblings, facts.Doctor?.Name);
            if (await store(appointment, new BookingContext(facts.Roster!.Version, alongside ? [] : siblings, records, login)) is { } stored)
                return await Show(stored, appointment, change.Former?.Doctor);
        }
        return await Refuse(tap, Refusal.SlotUnavailable);
    }

    /// <summary>Refuses by how things stand, and so again when the command comes again; a command that can't be carried out whatever stands is not kept.</summary>
    private async Task<Reply<AppointmentView>> Refuse(RecordCommand tap, Refusal refusal) =>
        refusal.Code == Refusal.Invalid.Code ? refusal : await Show(await stores.Commands.RefuseAsync<AppointmentRecord>(tap, refusal));

    /// <summary>In a session its consultant books for its patient, once it is settled who calls.</summary>
    private async Task<Refusal?> RefuseSession(BookingOrder order)
    {
        if (order.Session is not { } session)
            return null;
        var reply = await GrainFactory.GrainOf<ISession>(session.Value).View(Caller.Of(Id));
        return reply.Value is not { } view ? reply.Refusal
            : view.Phase is not (SessionPhase.Intake or SessionPhase.FollowUp) ? Refusal.WrongPhase
            : view.Patient?.PatientId != order.Patient ? Refusal.PatientRequired
            : view.Identity is { } identity && IdentityLevels.Allow(identity, CallerAct.Book) ? null : Refusal.IdentityRequired;
    }

    private async Task<PatientId[]> Siblings(PersonRecord person, AccountId? login)
    {
        var family = await stores.Medcards.Family(Reader.Platform, Purpose.Decision, login);
        return [.. family.People.Select(member => member.Id).Where(member => member != person.Id)];
    }

    private async Task<PersonToBook> ToBook(SeenToBook seen)
    {
        var today = options.Value.DateOf(Now);
        return new PersonToBook(
            PatientSnapshots.Member(seen.Person, today), PhoneNumber.Masked(seen.Person.Phone), PatientSnapshots.HasConsent(seen.Person, today, await stores.Insurers.ConsentOwnersAsync()),
            [.. seen.Family.Where(member => member.Id != seen.Person.Id).Select(member => PatientSnapshots.Member(member, today))], await OfPerson(seen.Person));
    }

    private async Task<AppointmentView[]> OfPerson(PersonRecord person) => await Views(await stores.Appointments.OfPersonAsync(person.Id, MaxAppointments), person.Name);

    private async Task<Reply<AppointmentView>?> Repeated(RecordCommand tap) =>
        await stores.Commands.FirstAnswerAsync<AppointmentRecord>(tap) is { } first ? await Show(first) : default(Reply<AppointmentView>?);

    /// <summary>Shows a booking as it is stored.</summary>
    /// <param name="stored">The answer of the storage.</param>
    /// <param name="changed">The change, where it was made just now: what follows from it begins at once.</param>
    /// <param name="former">The doctor of before it.</param>
    private async Task<Reply<AppointmentView>> Show(Reply<AppointmentRecord> stored, AppointmentRecord? changed = null, StaffId? former = null)
    {
        // Of a slot that was found and is taken, the next search is to know.
        slots.Renew();
        if (stored.Value is not { } appointment)
            return stored.Refusal!;
        if (changed is not null)
            GrainFactory.GrainOf<ITellingGrain>(BookingTasks.TellingOf(changed).Value).Wake().Ignore();
        await bell.Ring(appointment, former);
        var person = await stores.Medcards.Person(Reader.Platform, appointment.Patient);
        return (await Views([appointment], person?.Name ?? ""))[0];
    }

    /// <summary>A person's bookings, with the names of all doctors and all attempts read at once.</summary>
    private async Task<AppointmentView[]> Views(IReadOnlyCollection<AppointmentRecord> booked, string patientName)
    {
        var doctors = await stores.Staff.NamesAsync([.. booked.Select(one => one.Doctor).Distinct()]);
        var attempts = await stores.Days.AttemptsAsync([.. booked.Where(one => one.State == AppointmentState.NoConnection).Select(one => one.Id)]);
        return [.. booked.Select(one => new AppointmentView(
            one.Id, one.Version, one.State, one.Patient, patientName, one.Doctor, doctors.GetValueOrDefault(one.Doctor, ""), one.Specialty, one.StartsAt, one.Zone,
            one.Terms, one.OutsideRoster, one.CancelReason, Now, one.ToldAt, one.ToldBy, one.ToldByName, one.State == AppointmentState.NoConnection ? [.. attempts[one.Id]] : null,
            one.SmsFailedAt, one.SmsFailure))];
    }

    /// <summary>The records that are stored in the transaction of a change.</summary>
    private RecordChange[] Records(Change change, PersonRecord person, PatientId[] siblings, string? doctorName) =>
    [
        stores.Medcards.Changed(change.Reader, Purpose.Booking, AuditSubject.Appointment, person.Id),
        BookingTasks.OfChange(change.Wanted, change.Former, new BookedPerson(person, IsOfSeveral: siblings.Length > 0), doctorName ?? "", change.Origin, options.Value),
        .. AppointmentDay.Begun(change.Wanted, Now, options.Value),
    ];

    private RecordCommand Tap(CommandId command, string kind, params ReadOnlySpan<string?> arguments) => RecordCommand.Of(Caller.Of(Id), command, kind + "Appointment", Now, arguments);

    /// <summary>A change of a booking on its way.</summary>
    /// <param name="Wanted">The booking as it is to be.</param>
    /// <param name="Former">The version before; null for a new one.</param>
    /// <param name="Reader">The reader whose deed it is.</param>
    /// <param name="Origin">Where links in messages lead, or null.</param>
    private sealed record Change(AppointmentRecord Wanted, AppointmentRecord? Former, Reader Reader, string? Origin);
}
