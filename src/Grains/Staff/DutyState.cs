using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The state that a specialist's grain keeps in storage.</summary>
[GenerateSerializer, Alias("DutyState")]
internal sealed record DutyState
{
    private const int MaxCommands = 100;

    /// <summary>The switch as the specialist left it; a wrap-up is told apart by <see cref="WrapUpUntil"/>.</summary>
    [Id(0)] public Duty Duty { get; set; } = Duty.Off;

    /// <summary>Until when a wrap-up runs, or null.</summary>
    [Id(1)] public DateTimeOffset? WrapUpUntil { get; set; }

    /// <summary>Shown offers missed in a row.</summary>
    [Id(2)] public int OffersMissed { get; set; }

    /// <summary>The member's generation when the duty was last switched here: after a sign-out everywhere it is an earlier one, until the member is back.</summary>
    [Id(3)] public long Generation { get; set; }

    /// <summary>The last commands that changed the duty or declined an offer, oldest first: they are stored with what they changed, which lies beside the records, on SQLite in a file of its own. Right afterwards each is stored with the records, too, where it is kept for as long as others are.</summary>
    [Id(4)] public List<DutyCommand> Commands { get; set; } = [];

    /// <summary>Why the duty became what it is.</summary>
    [Id(5)] public DutyChangeReason Why { get; set; }

    /// <summary>Since when the duty is what it is; null where an earlier version switched it last.</summary>
    [Id(6)] public DateTimeOffset? Since { get; set; }

    /// <summary>A command that was carried out before; null when it never came.</summary>
    public DutyCommand? FirstAnswer(CommandId command) => Commands.Find(known => known.Id == command);

    /// <summary>The state that remembers a command until it is stored with the records for sure: the last hundred.</summary>
    public DutyState With(DutyCommand command, DateTimeOffset now) =>
        this with { Commands = [.. Commands.Where(known => known.At >= now - RecordCommand.Kept).TakeLast(MaxCommands - 1), command] };
}

/// <summary>A command of a specialist, and its answer.</summary>
/// <param name="Id">The tap.</param>
/// <param name="At">When it came.</param>
/// <param name="Duty">The duty that was switched to, or null.</param>
/// <param name="Declined">The offer that was declined, or null.</param>
[GenerateSerializer, Immutable, Alias("DutyCommand")]
internal sealed record DutyCommand(
    [property: Id(0)] CommandId Id, [property: Id(1)] DateTimeOffset At, [property: Id(2)] Duty? Duty, [property: Id(3)] OfferId? Declined);
