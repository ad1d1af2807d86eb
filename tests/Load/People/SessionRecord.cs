using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A session as its people know it. Once checked, only what the database is compared with is kept.</summary>
internal sealed class SessionRecord(SessionId session)
{
    private readonly Lock _lock = new();
    private readonly List<Acknowledged> _acknowledged = [];
    private readonly List<ParticipantId> _accepted = [];
    private readonly List<Reading> _readings = [];
    private long _closedAt;

    /// <summary>Which session.</summary>
    public SessionId Session => session;

    /// <summary>The meeting that is awaited.</summary>
    public Meeting? Meeting { get; set; }

    /// <summary>When the patient saw it closed; 0 before.</summary>
    public long ClosedAt => Interlocked.Read(ref _closedAt);

    /// <summary>The session as the patient saw it, in short; null before it was checked.</summary>
    public Digest? Checked { get; private set; }

    /// <summary>Somebody reads it; the patient first.</summary>
    public void Attend(Reading reading)
    {
        lock (_lock)
            _readings.Add(reading);
    }

    /// <summary>A message was acknowledged.</summary>
    public void Acknowledge(Acknowledged message)
    {
        lock (_lock)
            _acknowledged.Add(message);
    }

    /// <summary>A specialist was told to have it.</summary>
    public void Accept(ParticipantId staff)
    {
        lock (_lock)
            _accepted.Add(staff);
    }

    /// <summary>The patient saw it closed.</summary>
    public void Close(long at) => Interlocked.Exchange(ref _closedAt, at);

    /// <summary>All that those in it can testify.</summary>
    public Testimony Testify()
    {
        lock (_lock)
            return new Testimony(session, [.. _acknowledged], [.. _accepted], [.. _readings.OrderBy(reading => reading.Reader != ParticipantId.Patient).Select(reading => new Account(reading.Reader, reading.Shown, reading.IsCutOff))]);
    }

    /// <summary>It was checked: its details are forgotten.</summary>
    public void Forget(Testimony testimony)
    {
        lock (_lock)
        {
            Checked = Digest.Of(testimony.Whole.Select(happened => (happened.Sequence, happened.Kind, happened.Text())));
            _acknowledged.Clear();
            _readings.Clear();
        }
    }
}

/// <summary>A session's events in short.</summary>
/// <param name="Count">How many.</param>
/// <param name="Hash">Of sequences, kinds and texts.</param>
internal sealed record Digest(int Count, ulong Hash)
{
    /// <summary>Of events.</summary>
    public static Digest Of(IEnumerable<(long Sequence, string Kind, string? Text)> events)
    {
        var (count, hash) = (0, 14695981039346656037UL);
        foreach (var (sequence, kind, text) in events)
        {
            count++;
            foreach (var part in Encoding.UTF8.GetBytes(FormattableString.Invariant($"{sequence} {kind} {text}\n")))
                hash = unchecked((hash ^ part) * 1099511628211UL);
        }
        return new Digest(count, hash);
    }
}
