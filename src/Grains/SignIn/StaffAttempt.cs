using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The state of a sign-in between its two steps.</summary>
[GenerateSerializer, Alias("StaffAttempt")]
internal sealed record StaffAttempt
{
    /// <summary>The member whose password was right, with the generation of then; null before, and when it is over.</summary>
    [Id(0)] public SignedIn? Owner { get; set; }

    /// <summary>The step that is awaited.</summary>
    [Id(1)] public SecondStep Next { get; set; }

    /// <summary>Whether the member is signed in already, and only sets a factor up.</summary>
    [Id(2)] public bool IsSignedIn { get; set; }

    /// <summary>Until when.</summary>
    [Id(3)] public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>How many codes were tried.</summary>
    [Id(4)] public int Tries { get; set; }

    /// <summary>The offered secret, sealed; null before it is offered.</summary>
    [Id(5)] public byte[]? Secret { get; set; }

    /// <summary>The question about a passkey that awaits its answer, as JSON; null where none does.</summary>
    [Id(6)] public string? Question { get; set; }

    /// <summary>Where the page stands that asked it.</summary>
    [Id(7)] public PasskeySite? Site { get; set; }
}
