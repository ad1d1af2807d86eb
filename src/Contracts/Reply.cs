using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>An answer of whatever type: done or refused.</summary>
public interface IReply
{
    /// <summary>Why not; null when done.</summary>
    Refusal? Refusal { get; }
}

/// <summary>The answer of every command: a value, or a refusal. On the wire <c>{value}</c> or <c>{refusal: {code, message}}</c>.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The answer; null when refused.</param>
/// <param name="Refusal">Why not; null when done.</param>
[GenerateSerializer, Immutable, Alias("Reply`1")]
public readonly record struct Reply<T>(
    [property: Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] T? Value,
    [property: Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Refusal? Refusal) : IReply where T : class
{
    /// <summary>An answer.</summary>
    public static implicit operator Reply<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Reply<T>(Refusal refusal) => new(null, refusal);

    /// <summary>Says what kind of answer it is, never what is in it: Orleans writes answers that it drops or delays into its log.</summary>
    public override string ToString() => Refusal is { } refusal ? $"refused: {refusal.Code}" : typeof(T).Name;
}

/// <summary>The answer of commands that have nothing to say but "done".</summary>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("Done")]
public sealed record Done([property: Id(0)] DateTimeOffset Now);
