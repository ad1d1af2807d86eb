using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The state that a specialist's grain keeps in storage.</summary>
[GenerateSerializer, Alias("DutyState")]
public sealed class DutyState
{
    /// <summary>The switch as the specialist left it; a wrap-up is told apart by <see cref="WrapUpUntil"/>.</summary>
    [Id(0)] public Duty Duty { get; set; } = Duty.Off;

    /// <summary>Until when a wrap-up runs, or null.</summary>
    [Id(1)] public DateTimeOffset? WrapUpUntil { get; set; }

    /// <summary>Shown offers missed in a row.</summary>
    [Id(2)] public int OffersMissed { get; set; }

    /// <summary>The member's generation when the duty was last switched here: after a sign-out everywhere it is an earlier one, until the member is back.</summary>
    [Id(3)] public long Generation { get; set; }
}
