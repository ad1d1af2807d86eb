using System.ComponentModel.DataAnnotations;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The targets against which supervisors hold the service, and how often it is looked at for them. Section <c>Supervision</c>, validated at start.</summary>
internal sealed class SupervisionOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Supervision";

    /// <summary>How long a wait in a queue is to last at most, by queue, from 1 s to 24 h. Default 2 min for a consultant, 5 min for a doctor.</summary>
    public Dictionary<string, TimeSpan> Targets { get; set; } = Posts.Queues.ToDictionary(queue => Words.Of(queue), queue => TimeSpan.FromMinutes(queue == QueueKind.Consultant ? 2 : 5));

    /// <summary>How often queues and rows are looked at while a supervisor looks; who looks sees changes at most so late. 1 s to 1 min, default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether all of <see cref="Targets"/> can be read.</summary>
    public bool AreTargetsReadable => Targets.All(target => Words.Find<QueueKind>(target.Key) is { } queue && Posts.Queues.Contains(queue) && target.Value >= TimeSpan.FromSeconds(1) && target.Value <= TimeSpan.FromHours(24));

    /// <summary>The target of a queue.</summary>
    public TimeSpan TargetOf(QueueKind queue) => Targets.GetValueOrDefault(Words.Of(queue), TimeSpan.FromMinutes(5));
}
