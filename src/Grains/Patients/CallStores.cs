namespace Medzdrav.Grains;

/// <summary>The storage that calls to patients need.</summary>
/// <param name="Medcards">Persons' data.</param>
/// <param name="Rows">The sessions that are open.</param>
/// <param name="Consents">To whom consents have to be given.</param>
/// <param name="Bookings">The bookings that calls are about.</param>
internal sealed record CallStores(Medcards Medcards, ISessionRows Rows, ConsentTexts Consents, NearBookings Bookings);
