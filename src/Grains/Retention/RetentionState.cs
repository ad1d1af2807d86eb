namespace Medzdrav.Grains;

/// <summary>How far the platform has come with erasing.</summary>
[GenerateSerializer, Alias("RetentionState")]
internal sealed record RetentionState
{
    /// <summary>When it had gone over everything last; null before the first time.</summary>
    [Id(0)] public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Until when it waits, so that somebody may look first; null where it does not.</summary>
    [Id(1)] public DateTimeOffset? NotBefore { get; set; }
}
