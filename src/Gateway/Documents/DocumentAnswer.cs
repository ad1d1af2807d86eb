using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Medzdrav.Gateway;

/// <summary>A document's bytes as an answer: of a type that is never guessed, kept nowhere, running nothing, under a name that can't break out of its header.</summary>
internal static class DocumentAnswer
{
    // A sandbox would leave the browser's own viewer of PDFs without a picture.
    private const string PdfPolicy = "default-src 'none'; frame-ancestors 'none'";
    private const string OtherPolicy = PdfPolicy + "; sandbox";

    public static IResult Of(HttpContext context, OpenedDocument document, IGrainFactory grains)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = document is { Kind: DocumentKind.Pdf, Form: not DocumentForm.Original } ? PdfPolicy : OtherPolicy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var disposition = new ContentDispositionHeaderValue(document.Form == DocumentForm.Original ? "attachment" : "inline");
        disposition.SetHttpFileName(NameOf(document));
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(new DocumentStream(grains.GetGrain<IFilesGrain>(0), document), TypeOf(document.Kind), enableRangeProcessing: true);
    }

    /// <summary>The name with the ending of what is sent: a HEIC is shown as a JPEG.</summary>
    private static string NameOf(OpenedDocument document)
    {
        var (ending, others) = document.Kind switch
        {
            DocumentKind.Jpeg => (".jpg", [".jpeg"]),
            DocumentKind.Png => (".png", []),
            DocumentKind.Heic => (".heic", [".heif"]),
            DocumentKind.Webp => (".webp", []),
            _ => (".pdf", Array.Empty<string>()),
        };
        return others.Append(ending).Any(known => document.Name.EndsWith(known, StringComparison.OrdinalIgnoreCase)) ? document.Name : document.Name + ending;
    }

    private static string TypeOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Jpeg => "image/jpeg",
        DocumentKind.Png => "image/png",
        DocumentKind.Heic => "image/heic",
        DocumentKind.Webp => "image/webp",
        _ => "application/pdf",
    };
}
