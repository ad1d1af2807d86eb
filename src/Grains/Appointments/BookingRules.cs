using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The facts on which a booking is decided.</summary>
/// <param name="Person">The person to be booked.</param>
/// <param name="Owners">To whom consents have to be given.</param>
/// <param name="Doctor">The doctor as they stand; null for nobody.</param>
/// <param name="Roster">The doctor's roster, or null.</param>
internal sealed record BookingFacts(PersonRecord Person, ConsentOwners Owners, Standing? Doctor, RosterRecord? Roster);

/// <summary>The rules of what may be booked, moved and cancelled (S4). Whether a slot is taken, the database says.</summary>
internal static class BookingRules
{
    /// <summary>The longest reason and list of documents.</summary>
    public const int MaxTextCharacters = 1_000;

    /// <summary>Why the words of a booking can't be taken; null when they can.</summary>
    public static Refusal? RefuseTerms(BookingTerms terms) =>
        RefuseReason(terms.Reason) ?? (terms.Documents?.Length > MaxTextCharacters || terms.OverrideReason?.Length > MaxTextCharacters ? TooLong : null);

    /// <summary>Why a reason can't be taken; null when it can.</summary>
    public static Refusal? RefuseReason(string reason) =>
        TypedText.IsBlank(reason) ? Refusal.InvalidFor("Укажите причину.") : reason.Length > MaxTextCharacters ? TooLong : null;

    /// <summary>The words as they are kept: without spaces around, empty ones as none, and so a zone that nobody knows.</summary>
    public static BookingTerms Kept(BookingTerms terms) =>
        terms with { Reason = terms.Reason.Trim(), Documents = KeptOrNull(terms.Documents), OverrideReason = KeptOrNull(terms.OverrideReason), PatientZone = Zones.Find(terms.PatientZone)?.Id };

    /// <summary>The booking as it is to be stored, or why it can't be.</summary>
    /// <param name="wanted">The booking with doctor, specialty and instant as they are wished.</param>
    /// <param name="facts">The facts as they stand.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    public static Reply<AppointmentRecord> Place(AppointmentRecord wanted, BookingFacts facts, DateTimeOffset now, LimitOptions limits)
    {
        if (RefuseInstant(wanted.StartsAt, now, limits) is { } refusal)
            return refusal;
        if (facts.Doctor is not { IsEnabled: true } doctor || !RosterRules.SpecialtiesOf(doctor).Contains(wanted.Specialty))
            return Refusal.DoctorUnavailable;
        if (facts.Roster is not { } roster || RosterCalendar.BookingAt(roster.Plan, wanted.Specialty, wanted.StartsAt) is not { } hours)
            return Refusal.SlotUnavailable;
        if (RefusePerson(facts, wanted, limits.DateOf(wanted.StartsAt)) is { } barred)
            return barred;
        var wall = Zones.ClockOf(roster.Plan.Zone).WallAt(wanted.StartsAt);
        return wanted with { Zone = roster.Plan.Zone, Wall = wall.ToString(Dates.WallFormat, CultureInfo.InvariantCulture), BufferMinutes = hours.BufferMinutes, OutsideRoster = false };
    }

    /// <summary>Whether a refusal says that a doctor does not see patients then, which a search may not know yet.</summary>
    public static bool IsAboutDoctor(Refusal refusal) => refusal.Code == Refusal.DoctorUnavailable.Code || refusal.Code == Refusal.SlotUnavailable.Code;

    /// <summary>Why a booking can't be changed; null when it can: before its start (S4.6), and only as it was seen.</summary>
    public static Refusal? RefuseChange(AppointmentRecord appointment, long seen, DateTimeOffset now) =>
        appointment.State != AppointmentState.Booked || appointment.StartsAt <= now ? Refusal.AppointmentOver : appointment.Version != seen ? Refusal.AppointmentChanged : null;

    /// <summary>Why a booking can't be moved to where it stands already; null when it goes elsewhere. Its patient would be told of a move that is none.</summary>
    public static Refusal? RefuseStay(AppointmentRecord standing, AppointmentRecord wanted) =>
        standing.StartsAt == wanted.StartsAt && standing.Doctor == wanted.Doctor && standing.Specialty == wanted.Specialty
            ? Refusal.InvalidFor("Запись уже стоит на это время у этого врача. Выберите другое.")
            : null;

    /// <summary>When the quarter of an hour of a booking ends.</summary>
    public static DateTimeOffset EndOf(AppointmentRecord appointment) => appointment.StartsAt.AddMinutes(Quarters.Minutes);

    /// <summary>Whether a booking stands, and its quarter of an hour is not over.</summary>
    public static bool IsAhead(AppointmentRecord appointment, DateTimeOffset now) => appointment.State == AppointmentState.Booked && EndOf(appointment) > now;

    /// <summary>Whether a wish says something of a booking as it stands: an open or a declined one while the booking is ahead, one that nobody answered from the start on.</summary>
    public static bool Concerns(LastWish wish, AppointmentRecord booked, DateTimeOffset now) => wish.Wish.Answer == WishAnswer.Unanswered
        ? booked.State != AppointmentState.Cancelled
        : IsAhead(booked, now) && wish.Version == booked.Version;

    private static Refusal TooLong => Refusal.TextLongerThan(MaxTextCharacters);

    private static Refusal? RefuseInstant(DateTimeOffset startsAt, DateTimeOffset now, LimitOptions limits) =>
        !Quarters.IsBegin(startsAt) ? Refusal.SlotUnavailableFor("Приём начинается в 00, 15, 30 или 45 минут.")
            : startsAt <= now ? Refusal.SlotUnavailableFor("Это время уже прошло. Выберите другое.")
            : startsAt > now + limits.BookingAhead ? Refusal.SlotUnavailableFor($"Записать можно не больше чем на {RussianCount.Of((int)limits.BookingAhead.TotalDays, "день", "дня", "дней")} вперёд.")
            : null;

    /// <summary>The policy has to be valid on the day (S2.4), the consent given (S2.3), the doctor the one for the age (S3.2).</summary>
    private static Refusal? RefusePerson(BookingFacts facts, AppointmentRecord wanted, DateOnly day)
    {
        if (PatientSnapshots.ValidPolicy(facts.Person, day) is not { } policy)
            return Refusal.PolicyRequired with { Message = $"На день приёма, {Dates.Day(day)}, у пациента нет действующего полиса: записать нельзя." };
        if (facts.Owners.CurrentOf(facts.Person, policy.Insurer.InsurerId) is null)
            return Refusal.ConsentRequired;
        var isAgainstAge = Words.Find<QueueKind>(wanted.Specialty) is { } queue && AgeRule.Doctor(AgeRule.Years(facts.Person.BirthDate, day)) != queue;
        return isAgainstAge && wanted.Terms.OverrideReason is null ? Refusal.WrongAge with { Message = "По возрасту положен другой врач. Укажите причину, чтобы записать иначе." } : null;
    }

    private static string? KeptOrNull(string? text) => TypedText.IsBlank(text) ? null : text.Trim();
}
