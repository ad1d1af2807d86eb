namespace Medzdrav.Contracts;

/// <summary>The wishes of an account about the bookings of its persons (S4.6): consultants get a task. Key: <see cref="AccountId"/>.</summary>
[Alias("IBookingWishesGrain")]
public interface IBookingWishesGrain : IGrainWithStringKey
{
    /// <summary>Wishes that a booking be moved or cancelled. Asking again raises the task that is open already, and says what is wished for now; without words the former ones stay. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="appointment">Which booking.</param>
    /// <param name="isOff">True: it is to be cancelled; false: it is to be moved.</param>
    /// <param name="words">When it would suit better, or why; at most 1,000 characters, null or blank for none.</param>
    /// <returns>Accepted, or refused: notFound (no booking of a person of this account), appointmentOver (cancelled, or begun), invalid, tooMany, commandReused.</returns>
    [Alias("Wish")] Task<Reply<WishAccepted>> Wish(CommandId command, AppointmentId appointment, bool isOff, string? words);
}

/// <summary>Consultants have the wish before them.</summary>
/// <param name="AppointmentId">The booking that it is about. It stands until a consultant changes it.</param>
/// <param name="AskedAt">Since when; earlier than now when it was asked before.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("WishAccepted")]
public sealed record WishAccepted([property: Id(0)] AppointmentId AppointmentId, [property: Id(1)] DateTimeOffset AskedAt, [property: Id(2)] DateTimeOffset Now);
