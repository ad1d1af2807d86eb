using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Uploads by tus 1.0 (https://tus.io/protocols/resumable-upload): core, creation, expiration, termination, checksum. Which gateway a part comes to makes no difference.</summary>
internal static class UploadsApi
{
    private const string Version = "1.0.0";
    private const string PartType = "application/offset+octet-stream";

    /// <summary>No part is longer; how long a file may be is the silos' business.</summary>
    private const long MaxPartBytes = 100_000_000;

    /// <summary>How long the answer to the last part waits for the document. Afterwards it says that the bytes are there, and the client asks.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, HashAlgorithmName> Checksums = new(StringComparer.Ordinal) { ["sha1"] = HashAlgorithmName.SHA1, ["sha256"] = HashAlgorithmName.SHA256 };

    public static void MapUploads(this IEndpointRouteBuilder api)
    {
        object[] takesFile = [new TakesFileAttribute(), new RequestSizeLimitAttribute(MaxPartBytes)];
        // Its description is that of tus.
        api.MapMethods("/uploads", [HttpMethods.Options], Tell).ExcludeFromDescription();
        api.MapPost("/uploads", BeginAsync).RequireAuthorization().WithMetadata(takesFile).ExcludeFromDescription();
        api.MapMethods("/uploads/{id}", [HttpMethods.Head], StandsAtAsync).RequireAuthorization().ExcludeFromDescription();
        api.MapGet("/uploads/{id}", ViewAsync).RequireAuthorization().ExcludeFromDescription();
        api.MapPatch("/uploads/{id}", AppendAsync).RequireAuthorization().WithMetadata(takesFile).ExcludeFromDescription();
        api.MapDelete("/uploads/{id}", EndAsync).RequireAuthorization().WithMetadata(takesFile).ExcludeFromDescription();
    }

    private static NoContent Tell(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["Tus-Resumable"] = headers["Tus-Version"] = Version;
        headers["Tus-Extension"] = "creation,expiration,termination,checksum";
        headers["Tus-Checksum-Algorithm"] = string.Join(',', Checksums.Keys);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Refuse(context) is { } other)
            return other;
        if (user.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(user));
        if (Number(context, "Upload-Length") is not { } length || UploadMetadata.Order(context.Request.Headers["Upload-Metadata"], length) is not { } order)
            return Problems.Of(Refusal.Invalid);
        var reply = await grains.GrainOf<IDocumentsGrain>(account.Value).BeginUpload(order);
        if (reply.Value is not { } begun)
            return Problems.Of(reply.Refusal!);
        Say(context, begun);
        return TypedResults.Created($"/api/uploads/{begun.UploadId}");
    }

    private static async Task<IResult> StandsAtAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Refuse(context) is { } other)
            return other;
        var reply = await FindAsync(id, user, grains);
        if (reply.Value is not { } upload)
            return TypedResults.StatusCode(Problems.StatusOf(reply.Refusal!.Code));
        Say(context, upload);
        return TypedResults.Ok();
    }

    private static async Task<IResult> ViewAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        context.Response.Headers.CacheControl = "no-store";
        return (await FindAsync(id, user, grains)).Result();
    }

    private static async Task<IResult> AppendAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        if (Refuse(context) is { } other)
            return other;
        if (context.Request.ContentType != PartType)
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var found = await FindAsync(id, user, grains);
        if (found.Value is not { } standing)
            return Problems.Of(found.Refusal!);
        if (Number(context, "Upload-Offset") is not { } offset)
            return Problems.Of(Refusal.Invalid);
        if (offset != standing.Offset)
            return Problems.Of(Refusal.OffsetDiffers);
        var upload = grains.GrainOf<IUploadGrain>(id);
        var (taken, malformed) = await TakeAsync(context, new UploadBody(upload, user.Account()!.Value), offset);
        if (malformed is not null)
            return malformed;
        if (taken.Value is not { } now)
            return Problems.Of(taken.Refusal!);
        if (now.Offset == now.Length)
            now = await OverAsync(upload, user.Account()!.Value, now, clock, context.RequestAborted);
        Say(context, now);
        return now.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<IResult> EndAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Refuse(context) is { } other)
            return other;
        if (user.Account() is not { } account || !IdText.IsId(id))
            return Problems.Of(user.Account() is null ? RecordsApi.NotForOthers(user) : Refusal.NotFound);
        var reply = await GrainCalls.RepeatedOnce(() => grains.GrainOf<IUploadGrain>(id).End(account));
        return reply.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<(Reply<UploadView> Taken, IResult? Malformed)> TakeAsync(HttpContext context, UploadBody body, long offset)
    {
        if (context.Request.Headers["Upload-Checksum"] is not [{ Length: > 0 } header])
            return (await body.TakeAsync(offset, context.Request.Body, context.RequestAborted), null);
        var checksum = new byte[64];
        return header.Split(' ') is [var name, var coded] && Checksums.TryGetValue(name, out var algorithm) && Convert.TryFromBase64String(coded, checksum, out var bytes)
            ? (await body.TakeCheckedAsync(offset, context.Request.Body, algorithm, checksum[..bytes], context.RequestAborted), null)
            : (default, Problems.Of(Refusal.Invalid));
    }

    /// <summary>Waits a while for what becomes of a whole file.</summary>
    private static async Task<UploadView> OverAsync(IUploadGrain upload, AccountId account, UploadView view, TimeProvider clock, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        for (var pause = FirstPause; !view.IsOver && clock.GetElapsedTime(began) < AnswerWithin; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, clock, cancellation);
            view = (await GrainCalls.RepeatedOnce(() => upload.View(account))).Value ?? view;
        }
        return view;
    }

    private static async Task<Reply<UploadView>> FindAsync(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return RecordsApi.NotForOthers(user);
        return IdText.IsId(id) ? await GrainCalls.RepeatedOnce(() => grains.GrainOf<IUploadGrain>(id).View(account)) : Refusal.NotFound;
    }

    /// <summary>The answer to a client of another version of the protocol; null for ours.</summary>
    private static StatusCodeHttpResult? Refuse(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["Tus-Resumable"] = Version;
        headers.CacheControl = "no-store";
        if (context.Request.Headers["Tus-Resumable"] == Version)
            return null;
        headers["Tus-Version"] = Version;
        return TypedResults.StatusCode(StatusCodes.Status412PreconditionFailed);
    }

    private static void Say(HttpContext context, UploadView upload)
    {
        var headers = context.Response.Headers;
        headers["Upload-Offset"] = upload.Offset.ToString(CultureInfo.InvariantCulture);
        headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
    }

    private static long? Number(HttpContext context, string header) =>
        long.TryParse(context.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
