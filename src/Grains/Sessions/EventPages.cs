using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How much of a session goes to a reader at once, counted in bytes: over a line of 1 Mbit/s, the least that the service asks for (S1.4), everything arrives within a second.</summary>
internal static class EventPages
{
    /// <summary>The first page, of which a person waits to read: with the view 64 KiB.</summary>
    public const int FirstBytes = 62 * 1024;

    /// <summary>Each page after it.</summary>
    public const int MoreBytes = 128 * 1024;

    private const int MostEvents = 500;

    /// <summary>The first of these events, one at the least.</summary>
    public static SessionEventView[] First(IReadOnlyList<SessionEvent> events, ParticipantId reader, int bytes) => [.. Taken(events, reader, bytes)];

    /// <summary>The last of these events, one at the least, in their order.</summary>
    public static SessionEventView[] Last(IReadOnlyList<SessionEvent> events, ParticipantId reader, int bytes)
    {
        SessionEventView[] page = [.. Taken(events.Reverse(), reader, bytes)];
        Array.Reverse(page);
        return page;
    }

    private static IEnumerable<SessionEventView> Taken(IEnumerable<SessionEvent> events, ParticipantId reader, int bytes)
    {
        var (count, sum) = (0, 0);
        foreach (var happened in events)
        {
            var view = reader == ParticipantId.Patient ? EventViews.ForPatient(happened) : EventViews.ForStaff(happened);
            sum += view.WireBytes();
            if (count > 0 && sum > bytes || count == MostEvents)
                yield break;
            count++;
            yield return view;
        }
    }
}
