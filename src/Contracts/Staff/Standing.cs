namespace Medzdrav.Contracts;

/// <summary>How a staff member stands now: what decides what they may do, whatever was true when they signed in.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="Login">The name to sign in with.</param>
/// <param name="Name">Full name.</param>
/// <param name="Posts">The member's posts, in the table's order.</param>
/// <param name="Specialties">Of which medical specialties, in Russian; empty for most.</param>
/// <param name="IsEnabled">False: nothing is allowed, and nobody signs in.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="Generation">Grows when the member is signed out everywhere: credentials of earlier generations do not stand.</param>
/// <param name="Insurer">The insurer that the member belongs to: an administrator of only its policies; null for the platform's own.</param>
[GenerateSerializer, Immutable, Alias("Standing")]
public sealed record Standing(
    [property: Id(0)] StaffId StaffId,
    [property: Id(1)] string Login,
    [property: Id(2)] string Name,
    [property: Id(3)] Post[] Posts,
    [property: Id(4)] string[] Specialties,
    [property: Id(5)] bool IsEnabled,
    [property: Id(6)] long Version,
    [property: Id(7)] long Generation,
    [property: Id(8)] InsurerId? Insurer = null)
{
    /// <summary>The member as clients see them.</summary>
    public StaffView View => new(StaffId, Login, Name, Posts, Contracts.Posts.RightsOf(Posts), Specialties);

    /// <summary>Whether a credential of this generation is good.</summary>
    public bool Admits(long generation) => IsEnabled && generation >= Generation;

    /// <summary>Whether the member may do this.</summary>
    public bool Has(Right right) => IsEnabled && Contracts.Posts.Allow(Posts, right);

    /// <summary>Whether the member works at this desk.</summary>
    public bool WorksAt(Desk desk) => IsEnabled && Array.Exists(Posts, post => Contracts.Posts.Of(post).Desk == desk);
}
