using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Medzdrav.Gateway;

/// <summary>An insurer's policies, one by one or as a file (S2.1). Importing again changes nothing, so after any failure the whole file may be sent again.</summary>
internal static class ImportApi
{
    private const long MaxFileBytes = 2L * 1024 * 1024 * 1024;
    private const string DryRun = "dryRun";
    /// <summary>The types under which a file may come as the body itself.</summary>
    internal static readonly string[] FileTypes = ["text/csv", "application/octet-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    public static void MapImport(this IEndpointRouteBuilder api)
    {
        api.MapPost("/policies/import", ImportAsync).WithMetadata(new RequestSizeLimitAttribute(MaxFileBytes), new TakesFileAttribute())
            .WithQuery("insurer", "Whose policies they are; the platform's own staff name it.").WithQuery(DryRun, "true: only check, and store nothing.")
            .Answers<ImportReport>("Imports an insurer's file of policies", Refusal.SignInRequired, Refusal.RightMissing);
        api.MapPost("/policies", EnterAsync).Answers<PolicyEntered>("Makes or changes a policy of the insurer whose API key is shown", Refusal.SignInRequired);
    }

    private static async Task<IResult> ImportAsync(HttpContext context, ClaimsPrincipal user, PolicySender sender, IGrainFactory grains, TimeProvider clock)
    {
        var (insurer, refusal) = await sender.OfAsync(context, user);
        if (refusal is not null)
            return Problems.Of(refusal);
        if (await FileOfAsync(context.Request, context.RequestAborted) is not { } file)
            return Problems.Of(Refusal.Invalid);
        // A check that is asked for twice must not turn into an import.
        var word = context.Request.Query[DryRun];
        var isTrial = false;
        if (word.Count > 0 && !bool.TryParse(word, out isTrial))
            return Problems.Of(Refusal.InvalidFor("Параметр dryRun: true или false."));
        var upload = new PolicyUpload(grains.GetGrain<IPolicyImportGrain>(Guid.CreateVersion7().ToString("N")), insurer, isTrial, clock);
        try
        {
            return (await upload.RunAsync(file, context.RequestAborted)).Result();
        }
        catch (IOException cut) when (cut is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // The body is whole, but not the form in it.
            return Problems.Of(Refusal.Invalid);
        }
    }

    private static async Task<IResult> EnterAsync(PolicySent policy, HttpContext context, ClaimsPrincipal user, PolicySender sender, IGrainFactory grains)
    {
        var (insurer, refusal) = await sender.OfProgramAsync(context, user);
        return refusal is not null
            ? Problems.Of(refusal)
            : (await GrainCalls.RepeatedOnce(() => grains.GetGrain<IPolicyEntryGrain>(0).Enter(insurer, policy))).Result();
    }

    /// <summary>The file, unread: the body itself, or its first part; null when there is none.</summary>
    private static async Task<Stream?> FileOfAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        if (Array.Exists(FileTypes, known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase)))
            return request.Body;
        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? await FirstFile.OfAsync(boundary.ToString(), request.Body, cancellation)
            : null;
    }
}
