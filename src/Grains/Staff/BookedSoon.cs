namespace Medzdrav.Grains;

/// <summary>Doctors are kept free for booked patients: nobody is offered to them whose consultation, if it lasts to its limit, would run into a booked one (S4.4).</summary>
internal static class BookedSoon
{
    /// <summary>From when on the doctor is kept free: an offer that is accepted in its last second still leads to a whole consultation.</summary>
    public static DateTimeOffset KeptFrom(DateTimeOffset start, LimitOptions limits) => start - limits.UrgentConsultation - limits.Offer;

    /// <summary>The start of the booking for which the doctor is kept free now; null while none is near. A patient who has not come has some time after the start.</summary>
    /// <param name="starts">The starts of the doctor's bookings that stand.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    public static DateTimeOffset? For(IEnumerable<DateTimeOffset> starts, DateTimeOffset now, LimitOptions limits)
    {
        foreach (var start in starts.Order())
            if (now < start + limits.ConnectWithin)
                return now >= KeptFrom(start, limits) ? start : null;
        return null;
    }
}
