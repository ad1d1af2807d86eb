using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Bookings that a session's people are told of (S4.2), and the one that a session carries on its day (S4.4–S4.8), with the wait for its doctor and nobody else.</summary>
internal static partial class SessionRules
{
    /// <summary>Everybody present hears of a booking of the patient, or of its change: each version once, and none after a later one.</summary>
    public static Decision TellOfBooking(SessionState state, AppointmentTask about) =>
        state.IsOpen && state.Patient?.PatientId == about.PatientId && RefuseUnknown(state, CallerAct.Book) is null && !(state.Bookings.GetValueOrDefault(about.AppointmentId) >= about.Version)
            ? Decision.Of(ParticipantId.System, FactOf(about))
            : Decision.Nothing;

    /// <summary>Whether the session's people were told of this version, and of none after it.</summary>
    public static bool WasTold(SessionState state, AppointmentTask about) => state.IsOpen && state.Bookings.GetValueOrDefault(about.AppointmentId) == about.Version;

    /// <summary>The patient's booking is near: from now on the session carries it, and documents that it needs are asked for (S3.8).</summary>
    public static Decision Carry(SessionState state, PatientId patient, DueBooking booking, DateTimeOffset now) =>
        state.IsOpen && state.Patient?.PatientId == patient && state.Appointment != booking.Booked
            ? Decision.Of(ParticipantId.System, [.. Attached(booking, state.DocumentsAwaited)]).Storing(CarriedBy(state.Id, booking, now))
            : Decision.Nothing;

    /// <summary>The booked doctor does not take the patient now: the consultant who stayed is told, without one the patient goes back to a consultant, who decides.</summary>
    public static Decision Declined(SessionState state, long ticket, StaffId doctor, DateTimeOffset now, LimitOptions limits) =>
        state.IsOpen && state.Ticket == ticket && state.Waiting?.For.Staff == doctor ? Unanswered(state, doctor, declined: true, now, limits) : Decision.Nothing;

    /// <summary>The consultation for which the booking was made is over: it was held. Null where a change ends none, or somebody else goes on with it.</summary>
    public static AppointmentHeld? HeldBy(SessionState before, SessionState after) =>
        before.Appointment is { } booked && before.Leg is { Kind: LegKind.Consultation, Awaiting: null } leg && after.Leg?.Ticket != leg.Ticket && after.Phase != SessionPhase.WaitingForDoctor
            ? new AppointmentHeld(booked.AppointmentId, after.Consultations[^1].EndedAt!.Value)
            : null;

    /// <summary>Why the patient can't go to the booked doctor; null when they can.</summary>
    public static Refusal? RefuseBooked(SessionState state, BookedDoctor? booked)
    {
        if (booked is not { Appointment: var appointment } || appointment.Patient != state.Patient?.PatientId)
            return Refusal.NotFound;
        if (appointment.State != AppointmentState.Booked)
            return Refusal.AppointmentOver;
        return booked.IsAvailable ? null : Refusal.DoctorUnavailable;
    }

    private static SessionFact FactOf(AppointmentTask about)
    {
        var visit = new BookedVisit(about.AppointmentId, about.Version, about.StartsAt, about.DoctorName, about.Specialty, about.Zone, about.Documents, about.GivenName);
        return about.News switch
        {
            AppointmentNews.Cancelled => new AppointmentCancelled(visit),
            AppointmentNews.Moved => new AppointmentMoved(visit, about.FormerStartsAt),
            _ => new AppointmentBooked(visit),
        };
    }

    private static ImmutableArray<SessionFact> Attached(DueBooking booking, string? documentsAwaited) => booking.DocumentsMissing is { } what && documentsAwaited is null
        ? [new AppointmentAttached(booking.Booked), new DocumentsAsked(what)]
        : [new AppointmentAttached(booking.Booked)];

    private static AppointmentCarried CarriedBy(SessionId session, DueBooking booking, DateTimeOffset now) => new(booking.Booked.AppointmentId, session, now >= booking.Booked.StartsAt ? now : null);

    /// <summary>The wait for the booked doctor. A late start still gets its whole time.</summary>
    private static Queued ForBooked(SessionState state, BookedDoctor booked, bool stays, DateTimeOffset now, LimitOptions limits) => new(new Wait(
        Awaited.Only(booked.Appointment.Doctor), LegKind.Consultation, LegTerms.Booked(limits.BookedConsultation, limits.Warnings), now,
        Companion: stays ? state.Leg?.Staff ?? state.Companion?.Staff : null));

    /// <summary>Whether the caller stayed with a patient whose booked doctor is awaited: then they may choose anew.</summary>
    private static bool IsWaitingBeside(SessionState state, Caller caller) =>
        state.IsOpen && state.Waiting?.For.Staff is not null && state.Companion is { } companion && caller.Staff == companion.Staff.StaffId;

    private static Decision BookedDoctorLate(SessionState state, DateTimeOffset now, LimitOptions limits) =>
        state.Waiting is { For.Staff: { } doctor } wait && now >= wait.Since + limits.BookedAnswer && (state.UnansweredTicket != state.Ticket || state.Companion is null)
            ? Unanswered(state, doctor, declined: false, now, limits)
            : Decision.Nothing;

    private static Decision Unanswered(SessionState state, StaffId doctor, bool declined, DateTimeOffset now, LimitOptions limits)
    {
        var facts = ImmutableArray.CreateBuilder<SessionFact>(2);
        if (state.UnansweredTicket != state.Ticket)
            facts.Add(new DoctorUnanswered(doctor, declined));
        if (state.Companion is null)
            facts.Add(state.Consultations.IsEmpty
                ? new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, now, AtHead: true, state.Consultant, state.Consultant is null ? null : now + limits.PreferredWait))
                : Return(state, now, limits));
        if (facts.Count == 0)
            return Decision.Nothing;
        var decision = Decision.Of(ParticipantId.System, facts.ToImmutable());
        return state.Appointment is { } booked && state.UnansweredTicket != state.Ticket
            ? decision.Storing(new AppointmentTried(booked.AppointmentId, booked.Version, new AppointmentAttempt(now, MissingSide.Doctor)))
            : decision;
    }
}
