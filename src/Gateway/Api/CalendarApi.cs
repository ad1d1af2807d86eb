using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Medzdrav.Gateway;

/// <summary>Bookings as iCalendar files: a single one for its patient's phone, and all of an account by a private link that calendar programs subscribe to.</summary>
internal static class CalendarApi
{
    /// <summary>How long the secret of a link is: 32 bytes in the alphabet of URLs.</summary>
    private const int TokenLength = 43;
    private const string Calendar = "text/calendar; charset=utf-8";

    public static void MapCalendarFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/appointments/{id}.ics", FileAsync).RequireAuthorization().Answers<Stream>("A booking of a person of the account as an iCalendar file", Refusal.NotFound);
        api.MapGet("/calendar-links", LinksAsync).RequireAuthorization().Answers<CalendarLinkList>("Lists the private links to the account's calendar");
        api.MapPost("/calendar-links", AddAsync).RequireAuthorization().Answers<ShownCalendarLink>("Makes a private link to the account's calendar", Refusal.TooMany);
        api.MapDelete("/calendar-links/{id}", RemoveAsync).RequireAuthorization().Answers(StatusCodes.Status204NoContent, null, "Revokes a private link to the account's calendar");
    }

    /// <summary>The address is no call of the API: calendar programs show it to people. Some ask for its head alone first.</summary>
    public static void MapCalendarFeed(this IEndpointRouteBuilder app)
    {
        app.MapGet("/calendar/{token}.ics", FeedAsync).ExcludeFromDescription();
        app.MapMethods("/calendar/{token}.ics", [HttpMethods.Head], FeedAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> FileAsync(string id, HttpContext context, PageOrigin pages, IGrainFactory grains)
    {
        if (context.User.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(context.User));
        if (!IdText.IsId(id))
            return Problems.Of(Refusal.NotFound);
        var reply = await GrainCalls.RepeatedOnce(() => Of(account, grains).File(new AppointmentId(id), OriginOf(context, pages)));
        context.Response.Headers.CacheControl = "no-store";
        return reply.Value is { } file ? TypedResults.File(Encoding.UTF8.GetBytes(file.Text), Calendar, "Консультация.ics") : Problems.Of(reply.Refusal!);
    }

    private static async Task<IResult> LinksAsync(ClaimsPrincipal user, IGrainFactory grains) => user.Account() is { } account
        ? (await GrainCalls.RepeatedOnce(Of(account, grains).Links)).Result()
        : Problems.Of(RecordsApi.NotForOthers(user));

    private static async Task<IResult> AddAsync(HttpContext context, IGrainFactory grains)
    {
        if (context.User.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(context.User));
        // Asked once: a lost answer leaves a link that nobody knows, and the list shows it.
        var reply = await Of(account, grains).AddLink();
        context.Response.Headers.CacheControl = "no-store";
        return reply.Value is { } made ? TypedResults.Ok(new ShownCalendarLink(made.LinkId, $"/calendar/{made.Token}.ics", made.Now)) : Problems.Of(reply.Refusal!);
    }

    private static async Task<IResult> RemoveAsync(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(user));
        if (IdText.IsId(id))
            await GrainCalls.RepeatedOnce(() => Of(account, grains).RemoveLink(id));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> FeedAsync(string token, HttpContext context, ShownSecrets secrets, PageOrigin pages, IGrainFactory grains)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (token.Length != TokenLength || !Opaque.IsWellFormed(token))
            return Problems.Of(Refusal.NotFound);
        var reply = await secrets.LookUpAsync(context, token, nameof(ICalendarFeedGrain.Read), () =>
            GrainCalls.RepeatedOnce(() => grains.GetGrain<ICalendarFeedGrain>(0).Read(token, OriginOf(context, pages))));
        if (reply.Value is not { } file)
            return Problems.Of(reply.Refusal!);
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        // 304 where the program has this very file.
        return TypedResults.File(bytes, Calendar, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\""));
    }

    private static string? OriginOf(HttpContext context, PageOrigin pages) => pages.Of($"{context.Request.Scheme}://{context.Request.Host}");

    private static ICalendarGrain Of(AccountId account, IGrainFactory grains) => grains.GrainOf<ICalendarGrain>(account.Value);

    /// <summary>A link as it is shown once.</summary>
    /// <param name="LinkId">Which.</param>
    /// <param name="Path">Its address, below the platform's.</param>
    /// <param name="Now">The platform's clock.</param>
    internal sealed record ShownCalendarLink(string LinkId, string Path, DateTimeOffset Now);
}
