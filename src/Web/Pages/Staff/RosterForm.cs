using Medzdrav.Contracts;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A form of the page of rosters with what is in its fields: as it begins, or as it was typed and refused.</summary>
/// <param name="Name">Which form: hours, day, absence, file or zone.</param>
public sealed record RosterForm(string Name)
{
    /// <summary>Booked consultations or duty.</summary>
    public RosterKind Kind { get; init; } = RosterKind.Booking;

    /// <summary>Of which specialty; null before one is chosen.</summary>
    public string? Specialty { get; init; }

    /// <summary>On which days of the week.</summary>
    public Weekday[] Days { get; init; } = [];

    /// <summary>When the hours begin.</summary>
    public string From { get; init; } = "09:00";

    /// <summary>When they end.</summary>
    public string Until { get; init; } = "13:00";

    /// <summary>The first day, or the only one.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last day, or null.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Every how many weeks.</summary>
    public int EveryWeeks { get; init; } = 1;

    /// <summary>How long the doctor is kept free after each booking.</summary>
    public int BufferMinutes { get; init; }

    /// <summary>Whether holidays count, too.</summary>
    public bool OnHolidays { get; init; }

    /// <summary>The reason of an absence.</summary>
    public string Reason { get; init; } = "";
}
