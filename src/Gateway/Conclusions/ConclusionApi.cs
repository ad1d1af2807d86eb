using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Conclusions over HTTP: as values, as a PDF and as a FHIR document. Who may read one may have it in each form, and each reading by its doctor leaves the same entry.</summary>
internal static class ConclusionApi
{
    private const string FhirJson = "application/fhir+json; charset=utf-8";

    public static void MapConclusions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/conclusions/{id}", async (string id, int? edition, ClaimsPrincipal user, IGrainFactory grains) => (await ReadAsync(id, edition, user, grains)).Result()).RequireAuthorization()
            .Answers<ConclusionView>("A signed conclusion, in its last edition or an earlier one", Refusal.NotFound, Refusal.RightMissing);
        api.MapGet("/conclusions/{id}.pdf", PdfAsync).RequireAuthorization().Answers<Stream>("A signed conclusion as a PDF", Refusal.NotFound, Refusal.RightMissing, Refusal.NotSigned);
        api.MapGet("/conclusions/{id}.fhir.json", BundleAsync).RequireAuthorization().Answers<Stream>("A signed conclusion as a FHIR R4 document", Refusal.NotFound, Refusal.RightMissing, Refusal.NotSigned);
    }

    private static async Task<IResult> PdfAsync(string id, int? edition, HttpContext context, Brands brands, IGrainFactory grains)
    {
        var (conclusion, refusal) = await SignedAsync(id, edition, context, grains);
        if (conclusion is null)
            return Problems.Of(refusal!);
        await brands.RefreshAsync();
        var zone = await ZoneAsync(grains);
        var file = await ConclusionPdf.OfAsync(conclusion, brands.Of(context.Request.Host.Host), zone, context.RequestAborted);
        // No name of a person in the file's name: it is left lying about.
        return TypedResults.File(file, "application/pdf", $"Заключение {Dates.Day(Dates.DayOf(conclusion.ConsultedAt, zone))}.pdf");
    }

    private static async Task<IResult> BundleAsync(string id, int? edition, HttpContext context, Brands brands, IGrainFactory grains)
    {
        var (conclusion, refusal) = await SignedAsync(id, edition, context, grains);
        if (conclusion is null)
            return Problems.Of(refusal!);
        await brands.RefreshAsync();
        return TypedResults.Bytes(ConclusionBundle.Of(conclusion, brands.Of(context.Request.Host.Host), await ZoneAsync(grains)), FhirJson);
    }

    /// <summary>Papers leave the platform, so they are of signed editions only: a draft is nobody's paper.</summary>
    private static async Task<(ConclusionView? Conclusion, Refusal? Refusal)> SignedAsync(string id, int? edition, HttpContext context, IGrainFactory grains)
    {
        context.Response.Headers.CacheControl = "no-store";
        var reply = await ReadAsync(id, edition, context.User, grains);
        return reply.Value is { SignedAt: null } ? (null, Refusal.NotSigned) : (reply.Value, reply.Refusal);
    }

    private static async Task<Reply<ConclusionView>> ReadAsync(string id, int? edition, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!IdText.IsId(id))
            return Refusal.NotFound;
        var conclusion = new ConclusionId(id);
        if (user.Account() is { } account)
            return await GrainCalls.RepeatedOnce(() => grains.GrainOf<IAccountGrain>(account.Value).Conclusion(conclusion, edition));
        if (user.Staff() is not { } staff)
            return Refusal.NotFound;
        return StaffRights.Refuse(user, Right.Conclude) is { } refusal
            ? refusal
            : await GrainCalls.RepeatedOnce(() => grains.GrainOf<IDoctorGrain>(staff.Value).Conclusion(conclusion, edition));
    }

    private static async Task<TimeZoneInfo> ZoneAsync(IGrainFactory grains) =>
        TimeZoneInfo.FindSystemTimeZoneById((await GrainCalls.RepeatedOnce(() => grains.GetGrain<IServiceTermsGrain>(0).Read())).TimeZone);
}
