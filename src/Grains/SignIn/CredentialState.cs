using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The state that a credential keeps.</summary>
[GenerateSerializer, Alias("CredentialState")]
internal sealed record CredentialState
{
    /// <summary>The owner; null when revoked or never issued.</summary>
    [Id(0)] public SignedIn? Owner { get; set; }

    /// <summary>Until when.</summary>
    [Id(1)] public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The access token, hashed.</summary>
    [Id(2)] public byte[]? AccessHash { get; set; }

    /// <summary>Until when the access token works.</summary>
    [Id(3)] public DateTimeOffset AccessExpiresAt { get; set; }

    /// <summary>The refresh token, hashed.</summary>
    [Id(4)] public byte[]? RefreshHash { get; set; }

    /// <summary>The refresh token before it, hashed: for a short while it gets the same answer again.</summary>
    [Id(5)] public byte[]? UsedRefreshHash { get; set; }

    /// <summary>Until when a retired credential may repeat its claim.</summary>
    [Id(6)] public DateTimeOffset ClaimableUntil { get; set; }

    /// <summary>The family of all refresh tokens since the sign-in, hashed; null until one of an earlier version was exchanged.</summary>
    [Id(7)] public byte[]? FamilyHash { get; set; }

    /// <summary>The generation of the refresh token.</summary>
    [Id(8)] public int Generation { get; set; }

    /// <summary>The salt by which the tokens of now follow from the refresh token before them.</summary>
    [Id(9)] public byte[]? RefreshSalt { get; set; }

    /// <summary>When that one was exchanged.</summary>
    [Id(10)] public DateTimeOffset RefreshedAt { get; set; }

    /// <summary>The claim with which a visitor became an account; null before.</summary>
    [Id(11)] public CommandId? Claim { get; set; }

    /// <summary>The account's credential that the claim made.</summary>
    [Id(12)] public SignedIn? Claimed { get; set; }

    /// <summary>The state as it is stored under the hash of the credential's id: what it says of ids is left out, and told by whoever asks (<see cref="StoredId"/>).</summary>
    public CredentialState WithoutIds() => this with { Owner = Nameless(Owner), Claimed = Nameless(Claimed) };

    private static SignedIn? Nameless(SignedIn? signedIn) => signedIn is null ? null : signedIn with { CredentialId = "" };
}
