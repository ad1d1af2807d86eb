using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The state of the consultant's help beside one session: the awaited code, the confirmation, and the commands that came.</summary>
[GenerateSerializer, Alias("AssistedState")]
internal sealed class AssistedState
{
    /// <summary>So many commands are remembered; older ones are known by the session, and refused.</summary>
    private const int MaxCommands = 100;

    /// <summary>The attempt whose code is awaited; null when none is.</summary>
    [Id(0)] public string? Attempt { get; set; }

    /// <summary>The person to whom the phone is bound after its code, or null.</summary>
    [Id(1)] public PatientId? Bind { get; set; }

    /// <summary>The command that told the right code; null before.</summary>
    [Id(2)] public CommandId? ConfirmedBy { get; set; }

    /// <summary>The account whose phone it was.</summary>
    [Id(3)] public AccountId? Account { get; set; }

    /// <summary>The phone, E.164.</summary>
    [Id(4)] public string? Phone { get; set; }

    /// <summary>Until when the code that was sent last works: one that was sent earlier is never awaited again.</summary>
    [Id(5)] public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The commands that came, oldest first.</summary>
    [Id(6)] public List<AssistedCommand> Commands { get; set; } = [];

    /// <summary>A command that came before; null for a new one.</summary>
    public AssistedCommand? Find(CommandId command) => Commands.Find(known => known.Id == command);

    /// <summary>Remembers a command.</summary>
    public void Remember(AssistedCommand command)
    {
        Commands.Add(command);
        if (Commands.Count > MaxCommands)
            Commands.RemoveAt(0);
    }

    /// <summary>From now on the code of this command is awaited, and no other. The late repeat of an earlier one changes nothing.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Await(CommandId command, string attempt, PatientId? bind, DateTimeOffset expiresAt)
    {
        if (Find(command) is not { IsAwaited: false } sent || expiresAt < ExpiresAt)
            return false;
        sent.IsAwaited = true;
        (Attempt, Bind, ExpiresAt) = (attempt, bind, expiresAt);
        return true;
    }

    /// <summary>The right code was told.</summary>
    public void Confirm(CommandId command, ConfirmedPhone phone) =>
        (Attempt, Bind, ConfirmedBy, Account, Phone) = (null, null, command, phone.Account, phone.Phone);
}

/// <summary>A consultant's command, as its repeats are compared with it.</summary>
[GenerateSerializer, Alias("AssistedCommand")]
internal sealed class AssistedCommand
{
    /// <summary>The tap.</summary>
    [Id(0)] public CommandId Id { get; set; }

    /// <summary>A digest of its kind, its consultant and its arguments.</summary>
    [Id(1)] public string Digest { get; set; } = "";

    /// <summary>Whether the code that it sent was awaited, from then until a later one was.</summary>
    [Id(2)] public bool IsAwaited { get; set; }

    /// <summary>Why the code that it told was refused; null otherwise.</summary>
    [Id(3)] public Refusal? Refusal { get; set; }
}
