using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How long those who wait were told at first that it would take: stored with their offers, so that it is known afterwards how far off it was. Whoever came before this activation was told by another one.</summary>
internal sealed class ToldWaits
{
    /// <summary>A wait that is known here so late was begun elsewhere.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private readonly Dictionary<SessionId, (long Ticket, int Seconds)> _told = [];

    /// <summary>Somebody begins to wait.</summary>
    public void Begin(WaitingSession waiting, int place, QueueOutlook outlook, DateTimeOffset now)
    {
        if (_told.TryGetValue(waiting.SessionId, out var known) && known.Ticket == waiting.Ticket)
            return;
        _told.Remove(waiting.SessionId);
        if (!waiting.Wait.AtHead && now - waiting.Wait.Since < AtOnce && outlook.Estimate(place, waiting.Mode) is { } estimate)
            _told[waiting.SessionId] = (waiting.Ticket, (int)estimate.TotalSeconds);
    }

    /// <summary>The estimate of a wait; null where there was none.</summary>
    public int? Of(WaitingSession waiting) => _told.TryGetValue(waiting.SessionId, out var told) && told.Ticket == waiting.Ticket ? told.Seconds : null;

    /// <summary>Forgets all who wait no more.</summary>
    public void Keep(WaitingLine line)
    {
        foreach (var session in _told.Keys)
            if (line.Find(session) is null)
                _told.Remove(session);
    }
}
