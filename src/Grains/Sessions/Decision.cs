using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules' decision on a command: facts to store, or a refusal. No facts and no refusal: it holds already.</summary>
/// <param name="By">The participant whose doing the facts are.</param>
/// <param name="Facts">The facts that happen, in order.</param>
/// <param name="Refusal">Why not, or null.</param>
/// <param name="Records">Records that change with it.</param>
internal readonly record struct Decision(ParticipantId By, ImmutableArray<SessionFact> Facts, Refusal? Refusal, ImmutableArray<RecordChange> Records)
{
    /// <summary>The refusal where another session holds a claim; null for the usual: the specialist is busy, the person has another open session.</summary>
    public Refusal? WhenHeld { get; init; }

    /// <summary>Nothing to do: it holds already.</summary>
    public static readonly Decision Nothing = new(ParticipantId.System, [], null, []);

    /// <summary>Facts by somebody.</summary>
    public static Decision Of(ParticipantId by, params ImmutableArray<SessionFact> facts) => new(by, facts, null, []);

    /// <summary>The same with a record change stored beside it.</summary>
    public Decision Storing(RecordChange change) => this with { Records = Records.Add(change) };

    /// <summary>A refusal.</summary>
    public static implicit operator Decision(Refusal refusal) => new(ParticipantId.System, [], refusal, []);
}
