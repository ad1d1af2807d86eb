using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Medzdrav.Gateway;

/// <summary>The first file of a form, read as it comes.</summary>
internal static class FirstFile
{
    /// <summary>The file's bytes; null when the form has no file, or is none.</summary>
    public static async Task<Stream?> OfAsync(string boundary, Stream body, CancellationToken cancellation)
    {
        var form = new MultipartReader(boundary, body);
        try
        {
            while (await form.ReadNextSectionAsync(cancellation) is { } part)
                if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var kind) && kind.IsFileDisposition())
                    return part.Body;
            return null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            // Not a form, whatever its type says.
            return null;
        }
    }
}
