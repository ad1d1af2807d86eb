using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Load;

/// <summary>The counts and times of a run. Called from all threads; read once a second by the live table, and at the end by the reports.</summary>
internal sealed partial class RunFigures
{
    private readonly long[] _counts = new long[Enum.GetValues<Happening>().Length];
    private readonly int[] _levels = new int[Enum.GetValues<Level>().Length];
    private readonly StepTimes[] _times = [.. Enum.GetValues<Step>().Select(_ => new StepTimes())];
    private readonly ConcurrentQueue<Violation> _violations = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();

    /// <summary>The broken promises; the first ones of each check are kept as examples.</summary>
    public IReadOnlyCollection<Violation> Violations => _violations;

    /// <summary>The failures, and how often each came.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>Something happened once more.</summary>
    public void Count(Happening what) => Interlocked.Increment(ref _counts[(int)what]);

    /// <summary>How often it happened so far.</summary>
    public long CountOf(Happening what) => Volatile.Read(ref _counts[(int)what]);

    /// <summary>A level went up or down.</summary>
    public void Move(Level level, int by) => Interlocked.Add(ref _levels[(int)level], by);

    /// <summary>Where a level stands.</summary>
    public int LevelOf(Level level) => Volatile.Read(ref _levels[(int)level]);

    /// <summary>A step took this long, counted from the moment at which it should have begun.</summary>
    public void Took(Step step, TimeSpan time) => _times[(int)step].Took(time);

    /// <summary>How long a step took.</summary>
    public StepTimes TimesOf(Step step) => _times[(int)step];

    /// <summary>A call was refused or failed where it should not, and how. What differs by a number only is counted together.</summary>
    public void Failed(string how)
    {
        Count(Happening.Error);
        _failures.AddOrUpdate(Numbers().Replace(how.Split('\n', 2)[0], "#"), 1, (_, times) => times + 1);
    }

    [GeneratedRegex(@"\b[0-9A-F]{8,}\b|[0-9]+")]
    private static partial Regex Numbers();

    /// <summary>A promise was broken.</summary>
    public void Violated(string check, string example) => _violations.Enqueue(new Violation(check, example));
}

/// <summary>The counts.</summary>
internal enum Happening
{
    /// <summary>A patient came.</summary>
    Arrived,

    /// <summary>Somebody was asked to wait at the door: because of a crowd, or because nobody could answer.</summary>
    AskedToWait,

    /// <summary>A specialist took a patient.</summary>
    Admitted,

    /// <summary>A message was acknowledged.</summary>
    MessageSent,

    /// <summary>A message reached a participant's connection.</summary>
    MessageDelivered,

    /// <summary>A patient was handed to a doctor.</summary>
    Transferred,

    /// <summary>A session was closed.</summary>
    Closed,

    /// <summary>A document was put into a Medcard.</summary>
    DocumentAdded,

    /// <summary>A consultation was booked.</summary>
    Booked,

    /// <summary>The two sides of a call have exchanged their descriptions.</summary>
    CallConnected,

    /// <summary>A side of a call told the other something.</summary>
    SignalSent,

    /// <summary>It was heard there.</summary>
    SignalDelivered,

    /// <summary>A call was refused or failed where it should not.</summary>
    Error,
}

/// <summary>The levels, which go up and down.</summary>
internal enum Level
{
    /// <summary>Patients in a queue.</summary>
    Waiting,

    /// <summary>Patients with a specialist.</summary>
    InSession,

    /// <summary>Open connections.</summary>
    Connected,
}

/// <summary>The times, always from the moment at which a step should have begun (open loop).</summary>
internal enum Step
{
    /// <summary>From the arrival to the opened and joined session.</summary>
    Open,

    /// <summary>From queueing, with somebody free, to both sides having heard of the leg.</summary>
    Match,

    /// <summary>From sending a message to its acknowledgement.</summary>
    Acknowledge,

    /// <summary>From sending a message to its arrival at the other side.</summary>
    Deliver,

    /// <summary>Any other command: transfers, ends, closings.</summary>
    Command,

    /// <summary>From beginning to send a document to having it in the Medcard.</summary>
    Upload,

    /// <summary>From choosing a time to the booking.</summary>
    Book,

    /// <summary>From being told to connect a call to having heard the other side's description.</summary>
    Connect,

    /// <summary>From telling the other side of a call something to its arrival there.</summary>
    Signal,
}

/// <summary>A broken promise.</summary>
/// <param name="Check">Which.</param>
/// <param name="Example">Where it was seen: ids and numbers.</param>
internal sealed record Violation(string Check, string Example);
