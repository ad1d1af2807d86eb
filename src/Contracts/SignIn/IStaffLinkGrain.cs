namespace Medzdrav.Contracts;

/// <summary>The link that an administrator gave to a member of the staff. Key: <see cref="All"/>, for invented links are to leave nothing behind.</summary>
[Alias("IStaffLinkGrain")]
public interface IStaffLinkGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    public const string All = "all";

    /// <summary>Says for whom the link was made. Looking uses nothing up.</summary>
    /// <returns>The member, or refused: notFound (used, replaced, run out or invented).</returns>
    [Alias("Look")] Task<Reply<StaffInvitation>> Look(string token);

    /// <summary>Sets the password, which uses the link up, and signs in or says which step follows.</summary>
    /// <param name="token">The link's secret.</param>
    /// <param name="password">As typed.</param>
    /// <param name="asking">The device that asks. Null for none.</param>
    /// <returns>The step, or refused: notFound, invalid (the password breaks a rule; the message says which), accountDisabled.</returns>
    [Alias("SetPassword")] Task<Reply<StaffStep>> SetPassword(string token, string password, AskingDevice? asking);
}

/// <summary>The member to whom a link was given.</summary>
/// <param name="Login">The name to sign in with.</param>
/// <param name="Name">Full name.</param>
/// <param name="MinPassword">The shortest password that is taken.</param>
/// <param name="ExpiresAt">Until when the link works.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("StaffInvitation")]
public sealed record StaffInvitation([property: Id(0)] string Login, [property: Id(1)] string Name, [property: Id(2)] int MinPassword, [property: Id(3)] DateTimeOffset ExpiresAt, [property: Id(4)] DateTimeOffset Now);
