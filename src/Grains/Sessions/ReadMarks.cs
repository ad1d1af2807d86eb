using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How far participants have read, where that is not stored yet: at most one mark of each is stored in a second.</summary>
internal sealed class ReadMarks
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    // Null until the first: nobody reads in most of the sessions that are in memory.
    private Dictionary<ParticipantId, ReadMark>? _waiting;
    private Dictionary<ParticipantId, DateTimeOffset>? _storedAt;

    /// <summary>When the next waiting mark is to be stored; the end of time when none waits.</summary>
    public DateTimeOffset NextDue
    {
        get
        {
            var next = DateTimeOffset.MaxValue;
            if (_waiting is { Count: > 0 })
                foreach (var participant in _waiting.Keys)
                    if (DueAt(participant) is var due && due < next)
                        next = due;
            return next;
        }
    }

    /// <summary>Whether a mark of the participant may be stored now.</summary>
    public bool MayStore(ParticipantId participant, DateTimeOffset now) => now >= DueAt(participant);

    /// <summary>The mark waits; of several the furthest does.</summary>
    public void Keep(ReadMark mark)
    {
        _waiting ??= [];
        _waiting[mark.By] = mark with { UpTo = Math.Max(mark.UpTo, _waiting.GetValueOrDefault(mark.By).UpTo) };
    }

    /// <summary>A mark of the participant was stored.</summary>
    public void Stored(ParticipantId participant, DateTimeOffset now) => (_storedAt ??= [])[participant] = now;

    /// <summary>The marks that are to be stored now; they wait no longer.</summary>
    public ReadMark[] TakeDue(DateTimeOffset now)
    {
        if (_waiting is null or { Count: 0 })
            return [];
        ReadMark[] due = [.. _waiting.Values.Where(mark => MayStore(mark.By, now))];
        foreach (var mark in due)
            _waiting.Remove(mark.By);
        return due;
    }

    private DateTimeOffset DueAt(ParticipantId participant) =>
        _storedAt is not null && _storedAt.TryGetValue(participant, out var at) ? at + AtMostEvery : DateTimeOffset.MinValue;
}

/// <summary>A participant has seen everything up to a sequence.</summary>
/// <param name="By">The participant.</param>
/// <param name="Caller">The caller who says so.</param>
/// <param name="UpTo">The sequence.</param>
internal readonly record struct ReadMark(ParticipantId By, Caller Caller, long UpTo);
