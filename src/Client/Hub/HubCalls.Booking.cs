using Medzdrav.Contracts;

namespace Medzdrav.Client;

public sealed partial class HubCalls
{
    /// <summary>Free slots, the soonest first.</summary>
    /// <returns>At most 200, or refused: rightMissing, invalid (says what is wrong).</returns>
    public Task<Reply<FoundSlots>> FindSlotsAsync(SlotQuery query, CancellationToken cancellation = default) => Read<FoundSlots>(
        "FindSlots", cancellation, new { query?.Specialty, doctorId = query?.Doctor, query?.FirstDay, query?.LastDay, query?.NotBefore, query?.NotAfter, query?.Zone, query?.RepeatFor });

    /// <summary>The bookings of a person, the newest first.</summary>
    /// <returns>Them, or refused: rightMissing, notFound.</returns>
    public Task<Reply<AppointmentList>> AppointmentsAsync(PatientId patient, CancellationToken cancellation = default) => Read<AppointmentList>("Appointments", cancellation, patient);

    /// <summary>Books a consultation (S4.1).</summary>
    /// <returns>The booking, or refused: slotTaken, slotUnavailable, doctorUnavailable, personBooked, siblingBooked, wrongAge, policyRequired, consentRequired and others of the protocol.</returns>
    public Task<Reply<AppointmentView>> BookAsync(BookingOrder order, CommandId? command = null, CancellationToken cancellation = default) => Command<AppointmentView>(
        "Book", command, cancellation,
        new { patientId = order?.Patient, doctorId = order?.Doctor, order?.Specialty, order?.StartsAt, order?.Terms, sessionId = order?.Session, order?.Alongside });

    /// <summary>Moves a booking to another slot.</summary>
    /// <returns>The booking, or refused: as for <see cref="BookAsync"/>, appointmentChanged, appointmentOver.</returns>
    public Task<Reply<AppointmentView>> MoveAsync(MoveOrder order, CommandId? command = null, CancellationToken cancellation = default) => Command<AppointmentView>(
        "Move", command, cancellation,
        new { appointmentId = order?.Appointment, order?.Version, order?.StartsAt, order?.Reason, doctorId = order?.Doctor, order?.Specialty, order?.OverrideReason, order?.Alongside, order?.PatientZone, order?.WishAskedAt, order?.Mode });

    /// <summary>Cancels a booking before its start (S4.6).</summary>
    /// <returns>The booking, or refused: notFound, invalid, appointmentChanged, appointmentOver.</returns>
    public Task<Reply<AppointmentView>> CancelAsync(CancelOrder order, CommandId? command = null, CancellationToken cancellation = default) => Command<AppointmentView>(
        "Cancel", command, cancellation, new { appointmentId = order?.Appointment, order?.Version, order?.By, order?.Reason, order?.WishAskedAt });

    /// <summary>The bookings of all persons of the account, by the patient's side.</summary>
    /// <returns>The latest first, past and cancelled ones included; or refused: signInRequired, wrongRole, notFound.</returns>
    public Task<Reply<OwnAppointmentList>> MyAppointmentsAsync(CancellationToken cancellation = default) => Read<OwnAppointmentList>("MyAppointments", cancellation);

    /// <summary>Wishes that a booking of one's own person be moved: consultants get a task, and the booking stands until they move it.</summary>
    /// <param name="appointment">Which.</param>
    /// <param name="wish">When it would suit better, in words; null for none.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Accepted, or refused: notFound, appointmentOver, invalid, tooMany.</returns>
    public Task<Reply<WishAccepted>> RequestMoveAsync(AppointmentId appointment, string? wish = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<WishAccepted>("RequestMove", command, cancellation, appointment, wish);

    /// <summary>Wishes that a booking of one's own person be cancelled (S4.6).</summary>
    /// <param name="appointment">Which.</param>
    /// <param name="reason">Why; null for none.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Accepted, or refused: notFound, appointmentOver, invalid, tooMany.</returns>
    public Task<Reply<WishAccepted>> RequestCancelAsync(AppointmentId appointment, string? reason = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<WishAccepted>("RequestCancel", command, cancellation, appointment, reason);

    /// <summary>All who may have a roster, by name.</summary>
    /// <returns>Them, or refused: rightMissing.</returns>
    public Task<Reply<RosterList>> RostersAsync(CancellationToken cancellation = default) => Read<RosterList>("Rosters", cancellation);

    /// <summary>A member's roster.</summary>
    /// <returns>It, or refused: rightMissing, notFound.</returns>
    public Task<Reply<RosterView>> RosterAsync(StaffId staff, CancellationToken cancellation = default) => Read<RosterView>("Roster", cancellation, staff);

    /// <summary>Saves a member's roster, whole.</summary>
    /// <param name="staff">The member whose roster it is.</param>
    /// <param name="plan">All of it.</param>
    /// <param name="basedOn">The version that was seen.</param>
    /// <param name="accepted">The bookings outside of it that were shown and accepted; null for none.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Saved, or the bookings that it would touch; or refused: rightMissing, notFound, invalid, rosterConflict, rosterChanged.</returns>
    public Task<Reply<RosterSaved>> SaveRosterAsync(StaffId staff, RosterPlan plan, long basedOn, AppointmentId[]? accepted = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<RosterSaved>("SaveRoster", command, cancellation, new { staffId = staff, plan, basedOn, accepted });

    /// <summary>Reads a file of hours into a member's roster, without saving it.</summary>
    /// <returns>The roster as it would be, or refused: rightMissing, notFound, invalid (no such file).</returns>
    public Task<Reply<RosterFileRead>> ReadRosterFileAsync(StaffId staff, RosterFileKind kind, string text, CancellationToken cancellation = default) =>
        Read<RosterFileRead>("ReadRosterFile", cancellation, new { staffId = staff, kind, text });
}
