namespace Medzdrav.Contracts;

/// <summary>Staff accounts as administrators keep them. Key: <see cref="All"/>. An insurer's administrator reaches only that insurer's members.</summary>
/// <remarks>Every change is stored with its audit entry and told to gateways and desks within seconds, as the console's are. The first argument is the administrator, whose right is looked up anew.</remarks>
[Alias("IStaffOfficeGrain")]
public interface IStaffOfficeGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    public const string All = "all";

    /// <summary>Members by name.</summary>
    /// <returns>A page, or refused: rightMissing.</returns>
    [Alias("Find")] Task<Reply<StaffPage>> Find(StaffId by, StaffQuery query);

    /// <summary>A member with their sign-ins.</summary>
    /// <returns>The member, or refused: rightMissing, notFound.</returns>
    [Alias("Member")] Task<Reply<StaffMemberView>> Member(StaffId by, StaffId staff);

    /// <summary>Adds a member, who sets the password by a link. Repeated with the same command it makes another link, and no other member.</summary>
    /// <returns>The link, or refused: rightMissing, invalid (the message says why), loginTaken.</returns>
    [Alias("Add")] Task<Reply<StaffLinkView>> Add(StaffId by, CommandId command, string login, StaffDetails details);

    /// <summary>Gives a member this name, these posts and specialties.</summary>
    /// <param name="by">The administrator.</param>
    /// <param name="staff">The member.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="details">Everything, changed or not.</param>
    /// <returns>The member, or refused: rightMissing, notFound, invalid, staffChanged (another version is stored), lastAdministrator.</returns>
    [Alias("Change")] Task<Reply<StaffMemberView>> Change(StaffId by, StaffId staff, long version, StaffDetails details);

    /// <summary>Keeps a member from signing in and ends what runs, or lets them again. Idempotent.</summary>
    /// <returns>The member, or refused: rightMissing, notFound, lastAdministrator, notOneself.</returns>
    [Alias("SetEnabled")] Task<Reply<StaffMemberView>> SetEnabled(StaffId by, StaffId staff, bool isEnabled);

    /// <summary>Ends a member's password, second factor and sign-ins; a link sets new ones.</summary>
    /// <returns>The link, or refused: rightMissing, notFound, notOneself.</returns>
    [Alias("Reset")] Task<Reply<StaffLinkView>> Reset(StaffId by, StaffId staff);

    /// <summary>Ends all of a member's sign-ins; who knows the password may sign in again.</summary>
    /// <returns>The member, or refused: rightMissing, notFound.</returns>
    [Alias("SignOut")] Task<Reply<StaffMemberView>> SignOut(StaffId by, StaffId staff);
}

/// <summary>A search for members of the staff.</summary>
/// <param name="Text">Words of the name or a part of the login; empty for all.</param>
/// <param name="Post">Only holders of this post; null for all.</param>
/// <param name="State">Only members in this state; null for all.</param>
/// <param name="Page">From 1.</param>
[GenerateSerializer, Immutable, Alias("StaffQuery")]
public sealed record StaffQuery([property: Id(0)] string Text, [property: Id(1)] Post? Post, [property: Id(2)] StaffState? State, [property: Id(3)] int Page);

/// <summary>Whether a member can sign in.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(CamelCaseEnumConverter<StaffState>))]
public enum StaffState
{
    /// <summary>The member can sign in.</summary>
    Active,

    /// <summary>The member was sent a link and has not set a password yet.</summary>
    Invited,

    /// <summary>An administrator disabled the member.</summary>
    Disabled,
}

/// <summary>A page of members.</summary>
/// <param name="Members">By name; at most 50.</param>
/// <param name="Total">How many the search found.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">How many pages there are; at least 1.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("StaffPage")]
public sealed record StaffPage([property: Id(0)] StaffLineView[] Members, [property: Id(1)] int Total, [property: Id(2)] int Page, [property: Id(3)] int Pages, [property: Id(4)] DateTimeOffset Now);

/// <summary>A member in a list.</summary>
/// <param name="StaffId">The member.</param>
/// <param name="Login">The name to sign in with.</param>
/// <param name="Name">Full name.</param>
/// <param name="Posts">In the table's order.</param>
/// <param name="Specialties">In Russian.</param>
/// <param name="State">Whether they can sign in.</param>
/// <param name="HasFactor">Whether they sign in with a second factor.</param>
[GenerateSerializer, Immutable, Alias("StaffLineView")]
public sealed record StaffLineView(
    [property: Id(0)] StaffId StaffId,
    [property: Id(1)] string Login,
    [property: Id(2)] string Name,
    [property: Id(3)] Post[] Posts,
    [property: Id(4)] string[] Specialties,
    [property: Id(5)] StaffState State,
    [property: Id(6)] bool HasFactor);

/// <summary>A member as an administrator sees them.</summary>
/// <param name="Line">The member.</param>
/// <param name="Version">Give it back with a change.</param>
/// <param name="Insurer">The insurer that the member belongs to; null for the platform's own.</param>
/// <param name="LinkUntil">Until when the link that was made last works; null where there is none.</param>
/// <param name="SignIns">The newest first.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("StaffMemberView")]
public sealed record StaffMemberView(
    [property: Id(0)] StaffLineView Line,
    [property: Id(1)] long Version,
    [property: Id(2)] InsurerId? Insurer,
    [property: Id(3)] DateTimeOffset? LinkUntil,
    [property: Id(4)] StaffSignInView[] SignIns,
    [property: Id(5)] DateTimeOffset Now);

/// <summary>The details of a member that an administrator sets.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Posts">At least one.</param>
/// <param name="Specialties">For the post of a specialist at least one, for others none.</param>
[GenerateSerializer, Immutable, Alias("StaffDetails")]
public sealed record StaffDetails([property: Id(0)] string Name, [property: Id(1)] Post[] Posts, [property: Id(2)] string[] Specialties);

/// <summary>A link by which a member sets the password, and the second factor where one is needed. It works once.</summary>
/// <param name="StaffId">The member.</param>
/// <param name="Token">The link's secret, shown this once.</param>
/// <param name="ExpiresAt">Until when: 72 hours.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("StaffLinkView")]
public sealed record StaffLinkView([property: Id(0)] StaffId StaffId, [property: Id(1)] string Token, [property: Id(2)] DateTimeOffset ExpiresAt, [property: Id(3)] DateTimeOffset Now)
{
    /// <summary>Tells nothing: whoever reads the link may use it.</summary>
    public override string ToString() => nameof(StaffLinkView);
}
