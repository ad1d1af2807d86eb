using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private IBookingGrain Booking => grains.GrainOf<IBookingGrain>(Caller.Id);

    /// <summary>Free slots, the soonest first.</summary>
    [Needs(Right.Book)]
    public Task<Reply<FoundSlots>> FindSlots(SlotRequest query) => Ask(() => Booking.FindSlots(query.Query));

    /// <summary>The bookings of a person.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentList>> Appointments(PatientId patientId) => Ask(() => Booking.Appointments(patientId));

    /// <summary>Books a consultation.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentView>> Book(CommandId commandId, BookRequest booking) => Ask(() => Booking.Book(commandId, booking.Order));

    /// <summary>Moves a booking to another slot.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentView>> Move(CommandId commandId, MoveRequest move) => Ask(() => Booking.Move(commandId, move.Order));

    /// <summary>Cancels a booking before its start.</summary>
    [Needs(Right.Book)]
    public Task<Reply<AppointmentView>> Cancel(CommandId commandId, CancelRequest cancelling) => Ask(() => Booking.Cancel(commandId, cancelling.Order));
}
