using System.ComponentModel.DataAnnotations;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Which duty has to be planned, and when its absence is an alarm (S3.3). Section <c>Duty</c>, validated at start.</summary>
internal sealed class DutyOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Duty";

    /// <summary>The hours of each day, on the clinic's wall, for which somebody has to be planned, by queue: <c>08:00-22:00</c>; empty where nobody has to. Default: a consultant, a therapist and a paediatrician at all hours.</summary>
    public Dictionary<string, string> Needed { get; set; } = Posts.Queues.ToDictionary(queue => Words.Of(queue), _ => "00:00-24:00");

    /// <summary>How many days ahead are looked at, today among them. Default 7.</summary>
    [Range(1, 90)]
    public int DaysAhead { get; set; } = 7;

    /// <summary>How long somebody who is planned may be away, from the shift's begin on, before it is an alarm. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "04:00:00")]
    public TimeSpan Late { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether all of <see cref="Needed"/> can be read.</summary>
    public bool AreNeedsReadable => Needed.All(need => Words.Find<QueueKind>(need.Key) is { } queue && Posts.Queues.Contains(queue) && (need.Value.Length == 0 || HoursOf(need.Value) is not null));

    /// <summary>The hours that have to be planned.</summary>
    public IReadOnlyList<DutyNeed> Needs => [.. Needed.Where(need => need.Value.Length > 0).Select(need => new DutyNeed(Words.Find<QueueKind>(need.Key)!.Value, HoursOf(need.Value)!.Value)).OrderBy(need => need.Queue)];

    private static WallHours? HoursOf(string text) => text.Split('-', '–') is [var from, var until] && WallHours.TryRead(from.Trim(), until.Trim(), out var hours) ? hours : null;
}

/// <summary>Hours of each day for which somebody has to be planned.</summary>
/// <param name="Queue">As what.</param>
/// <param name="Hours">On the clinic's wall; they may last into the next day.</param>
internal readonly record struct DutyNeed(QueueKind Queue, WallHours Hours);
