using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Staff accounts, for administrators.</summary>
internal static class StaffOfficeApi
{
    private const int MostNamed = 40;

    public static void MapStaffOffice(this IEndpointRouteBuilder api)
    {
        api.MapGet("/staff/members", FindAsync).Answers<StaffPage>("Finds members of the staff", Refusal.RightMissing);
        api.MapPost("/staff/members", AddAsync).Answers<ShownLink>("Adds a member of the staff", Refusal.RightMissing, Refusal.LoginTaken);
        api.MapGet("/staff/members/{id}", MemberAsync).Answers<StaffMemberView>("Shows a member of the staff", Refusal.RightMissing, Refusal.NotFound);
        api.MapPost("/staff/members/{id}", ChangeAsync).Answers<StaffMemberView>("Changes a member of the staff", Refusal.RightMissing, Refusal.NotFound, Refusal.StaffChanged, Refusal.LastAdministrator);
        api.MapPost("/staff/members/{id}/disable", (string id, ClaimsPrincipal user, IGrainFactory grains) => DoAsync(user, grains, id, (office, by, staff) => office.SetEnabled(by, staff, isEnabled: false)))
            .Answers<StaffMemberView>("Disables a member of the staff", Refusal.RightMissing, Refusal.NotFound, Refusal.LastAdministrator, Refusal.NotOneself);
        api.MapPost("/staff/members/{id}/enable", (string id, ClaimsPrincipal user, IGrainFactory grains) => DoAsync(user, grains, id, (office, by, staff) => office.SetEnabled(by, staff, isEnabled: true)))
            .Answers<StaffMemberView>("Lets a member of the staff sign in again", Refusal.RightMissing, Refusal.NotFound);
        api.MapPost("/staff/members/{id}/sign-out", (string id, ClaimsPrincipal user, IGrainFactory grains) => DoAsync(user, grains, id, (office, by, staff) => office.SignOut(by, staff)))
            .Answers<StaffMemberView>("Ends all sign-ins of a member of the staff", Refusal.RightMissing, Refusal.NotFound);
        api.MapPost("/staff/members/{id}/reset", ResetAsync).Answers<ShownLink>("Ends a member's password and makes another link", Refusal.RightMissing, Refusal.NotFound, Refusal.NotOneself);
    }

    private static async Task<IResult> FindAsync(string? q, string? post, string? state, int? page, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Refuse(user) is { } refusal)
            return Problems.Of(refusal);
        if (q?.Length > Texts.MaxShortLength || post is not null && Words.Find<Post>(post) is null || state is not null && Words.Find<StaffState>(state) is null)
            return Problems.Of(Refusal.Invalid);
        var query = new StaffQuery(TypedText.WellFormed(q ?? ""), Words.Find<Post>(post), Words.Find<StaffState>(state), page ?? 1);
        return (await GrainCalls.RepeatedOnce(() => Office(grains).Find(user.Staff()!.Value, query))).Result();
    }

    private static async Task<IResult> AddAsync(NewStaffRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, Brands brands, PageOrigin pages)
    {
        if (Refuse(user) is { } refusal)
            return Problems.Of(refusal);
        if (!Texts.IsShort(request.Login) || DetailsOf(request.Name, request.Posts, request.Specialties) is not { } details)
            return Problems.Of(Refusal.Invalid);
        var command = request.CommandId ?? CommandId.New();
        await brands.RefreshAsync();
        return Link(await GrainCalls.RepeatedOnce(() => Office(grains).Add(user.Staff()!.Value, command, request.Login, details)), context, pages);
    }

    private static Task<IResult> MemberAsync(string id, ClaimsPrincipal user, IGrainFactory grains) => DoAsync(user, grains, id, (office, by, staff) => office.Member(by, staff));

    private static async Task<IResult> ChangeAsync(string id, ChangeRequest request, ClaimsPrincipal user, IGrainFactory grains) =>
        DetailsOf(request.Name, request.Posts, request.Specialties) is { } details && request.Version is { } version
            ? await DoAsync(user, grains, id, (office, by, staff) => office.Change(by, staff, version, details))
            : Problems.Of(Refuse(user) ?? Refusal.Invalid);

    private static async Task<IResult> ResetAsync(string id, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, Brands brands, PageOrigin pages)
    {
        if (Refuse(user) is { } refusal)
            return Problems.Of(refusal);
        await brands.RefreshAsync();
        return IdText.IsId(id) ? Link(await GrainCalls.RepeatedOnce(() => Office(grains).Reset(user.Staff()!.Value, new StaffId(id))), context, pages) : Problems.Of(Refusal.NotFound);
    }

    private static async Task<IResult> DoAsync(ClaimsPrincipal user, IGrainFactory grains, string id, Func<IStaffOfficeGrain, StaffId, StaffId, Task<Reply<StaffMemberView>>> work)
    {
        if (Refuse(user) is { } refusal)
            return Problems.Of(refusal);
        return IdText.IsId(id) ? (await GrainCalls.RepeatedOnce(() => work(Office(grains), user.Staff()!.Value, new StaffId(id)))).Result() : Problems.Of(Refusal.NotFound);
    }

    private static Refusal? Refuse(ClaimsPrincipal user) => StaffRights.Refuse(user) ?? StaffRights.Refuse(user, Right.ManageStaff);

    /// <summary>The link as it is given to the member. Its secret stands behind the sign #, which no browser sends to any server, so it gets into nobody's log. Under a host that nobody knows it is a path, which the administrator's page completes by its own address.</summary>
    private static IResult Link(Reply<StaffLinkView> reply, HttpContext context, PageOrigin pages) => reply.Value is { } made
        ? TypedResults.Ok(new ShownLink(made.StaffId, $"{pages.Of($"{context.Request.Scheme}://{context.Request.Host}")}/staff/welcome#{made.Token}", made.ExpiresAt, made.Now))
        : reply.Result();

    private static StaffDetails? DetailsOf(string? name, Post[]? posts, string[]? specialties) =>
        Texts.IsShort(name) && posts is { Length: <= MostNamed } && (specialties ?? []) is { Length: <= MostNamed } named && named.All(Texts.IsShort)
            ? new StaffDetails(name, posts, named)
            : null;

    private static IStaffOfficeGrain Office(IGrainFactory grains) => grains.GrainOf<IStaffOfficeGrain>(IStaffOfficeGrain.All);

    private sealed record NewStaffRequest(CommandId? CommandId, string? Login, string? Name, Post[]? Posts, string[]? Specialties);

    private sealed record ChangeRequest(long? Version, string? Name, Post[]? Posts, string[]? Specialties);

    private sealed record ShownLink(StaffId StaffId, string Link, DateTimeOffset ExpiresAt, DateTimeOffset Now);
}
