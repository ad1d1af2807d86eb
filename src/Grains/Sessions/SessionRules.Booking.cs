using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Bookings that a session's people are told of (S4.2).</summary>
internal static partial class SessionRules
{
    /// <summary>Everybody present hears of a booking of the patient, or of its change: each version once, and none after a later one.</summary>
    public static Decision TellOfBooking(SessionState state, AppointmentTask about) =>
        state.IsOpen && state.Patient?.PatientId == about.PatientId && RefuseUnknown(state, CallerAct.Book) is null && !(state.Bookings.GetValueOrDefault(about.AppointmentId) >= about.Version)
            ? Decision.Of(ParticipantId.System, FactOf(about))
            : Decision.Nothing;

    /// <summary>Whether the session's people were told of this version, and of none after it.</summary>
    public static bool WasTold(SessionState state, AppointmentTask about) => state.IsOpen && state.Bookings.GetValueOrDefault(about.AppointmentId) == about.Version;

    private static SessionFact FactOf(AppointmentTask about)
    {
        var visit = new BookedVisit(about.AppointmentId, about.Version, about.StartsAt, about.DoctorName, about.Specialty, about.Zone);
        return about.News switch
        {
            AppointmentNews.Cancelled => new AppointmentCancelled(visit),
            AppointmentNews.Moved => new AppointmentMoved(visit, about.FormerStartsAt),
            _ => new AppointmentBooked(visit),
        };
    }
}
