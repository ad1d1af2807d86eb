using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private IBookingGrain Booking => grains.GrainOf<IBookingGrain>(Caller.Id);

    /// <summary>The bookings of all persons of the account.</summary>
    [ForPatients]
    public Task<Reply<OwnAppointmentList>> MyAppointments() => Ask(() => grains.GrainOf<ICalendarGrain>(Caller.Id).Appointments(null));

    /// <summary>Wishes that a booking be moved.</summary>
    [ForPatients]
    public Task<Reply<WishAccepted>> RequestMove(CommandId commandId, AppointmentId appointmentId, string? wish) => Wish(commandId, appointmentId, isOff: false, wish);

    /// <summary>Wishes that a booking be cancelled (S4.6).</summary>
    [ForPatients]
    public Task<Reply<WishAccepted>> RequestCancel(CommandId commandId, AppointmentId appointmentId, string? reason) => Wish(commandId, appointmentId, isOff: true, reason);

    /// <summary>Free slots, the soonest first.</summary>
    [Needs(Right.Book)]
    public Task<Reply<FoundSlots>> FindSlots(SlotRequest query) => Ask(() => Booking.FindSlots(query.Query));

    /// <summary>The bookings of a person.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentList>> Appointments(PatientId patientId) => Ask(() => Booking.Appointments(patientId));

    /// <summary>Books a consultation.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentView>> Book(CommandId commandId, BookRequest booking) => Ask(() => Booking.Book(commandId, booking.Order, pages.Of(Here.Origin)));

    /// <summary>Moves a booking to another slot.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentView>> Move(CommandId commandId, MoveRequest move) => Ask(() => Booking.Move(commandId, move.Order, pages.Of(Here.Origin)));

    /// <summary>Cancels a booking before its start.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentView>> Cancel(CommandId commandId, CancelRequest cancelling) => Ask(() => Booking.Cancel(commandId, cancelling.Order, pages.Of(Here.Origin)));

    private Task<Reply<WishAccepted>> Wish(CommandId command, AppointmentId appointment, bool isOff, string? words) =>
        Ask(() => grains.GrainOf<IBookingWishesGrain>(Caller.Id).Wish(command, appointment, isOff, words));
}
