using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>The documents of Medcards (S3.8): for the account that holds the person, and for the doctor who treats them.</summary>
internal static class DocumentsApi
{
    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        api.MapGet("/patients/{id}/documents", ListAsync).RequireAuthorization().Answers<DocumentList>("The documents of a person of the account, the newest first", Refusal.NotFound);
        api.MapGet("/documents/{id}", ReadAsync).RequireAuthorization()
            .Answers(StatusCodes.Status200OK, null, "The bytes of a document, with ranges", Refusal.NotFound, Refusal.RightMissing);
        api.MapPost("/documents/{id}/name", RenameAsync).RequireAuthorization().Answers<DocumentView>("Gives a document another name", Refusal.NotFound, Refusal.CommandReused);
        api.MapDelete("/documents/{id}", RemoveAsync).RequireAuthorization().Answers(StatusCodes.Status204NoContent, null, "Removes a document from the Medcard", Refusal.NotFound);
    }

    private static async Task<IResult> ListAsync(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(user));
        return IdText.IsId(id)
            ? (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IDocumentsGrain>(account.Value).List(new PatientId(id)))).Result()
            : Problems.Of(Refusal.NotFound);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!IdText.IsId(id) || Form(context.Request.Query["view"]) is not { } form)
            return Problems.Of(Refusal.NotFound);
        var opened = await OpenAsync(new DocumentId(id), form, context.Request.Query["sessionId"], user, grains);
        return opened.Value is { } document ? DocumentAnswer.Of(context, document, grains) : opened.Result();
    }

    private static async Task<Reply<OpenedDocument>> OpenAsync(DocumentId document, DocumentForm form, string? session, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is { } account)
            return await GrainCalls.RepeatedOnce(() => grains.GrainOf<IDocumentsGrain>(account.Value).Open(document, form));
        if (user.Staff() is not { } staff)
            return RecordsApi.NotForOthers(user);
        if (StaffRights.Refuse(user, Right.ReadDocuments) is { } refusal)
            return refusal;
        // A doctor reads in the session in which they treat.
        return IdText.IsId(session)
            ? await GrainCalls.RepeatedOnce(() => grains.GrainOf<ISessionDocuments>(session).OpenDocument(Caller.Of(staff), document, form))
            : Refusal.NotFound;
    }

    private static async Task<IResult> RenameAsync(string id, RenameRequest request, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(user));
        if (!IdText.IsId(id))
            return Problems.Of(Refusal.NotFound);
        var command = request.CommandId ?? CommandId.New();
        return (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IDocumentsGrain>(account.Value).Rename(command, new DocumentId(id), request.Name ?? ""))).Result();
    }

    private static async Task<IResult> RemoveAsync(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(user));
        if (!IdText.IsId(id))
            return Problems.Of(Refusal.NotFound);
        var reply = await GrainCalls.RepeatedOnce(() => grains.GrainOf<IDocumentsGrain>(account.Value).Remove(new DocumentId(id)));
        return reply.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    private static DocumentForm? Form(string? view) => string.IsNullOrEmpty(view) ? DocumentForm.Page : Words.Find<DocumentForm>(view);

    private sealed record RenameRequest(CommandId? CommandId, string? Name);
}
