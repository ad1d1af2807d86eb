using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>An offer's id names its session and ticket, so that a repeated answer finds its session after everybody forgot the offer.</summary>
internal static class OfferIds
{
    private const char Divider = '~';

    /// <summary>Makes an id; the number tells repeated offers of one wait apart.</summary>
    public static OfferId Make(SessionId session, long ticket, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{session.Value}{Divider}{ticket}{Divider}{number}"));

    /// <summary>The session of an offer; null when the id was not made here.</summary>
    public static SessionId? SessionOf(OfferId offer) => WaitOf(offer)?.Session;

    /// <summary>The session of an offer, and the wait; null when the id was not made here.</summary>
    public static (SessionId Session, long Ticket)? WaitOf(OfferId offer) =>
        offer.Value.Split(Divider) is [{ Length: > 0 } session, var ticket, _] && long.TryParse(ticket, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (new SessionId(session), number)
            : null;
}
