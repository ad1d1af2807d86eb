using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Uploads as apps make them: tus in two parts, taken up where the platform says that it is. Source: <c>docs/protocol.md</c>, "Documents".</summary>
/// <param name="next">The host for the next request.</param>
/// <param name="handler">The connections.</param>
internal sealed class GatewayMedcards(Func<Uri> next, HttpMessageHandler handler) : IMedcards
{
    private const int Parts = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private sealed record Status(long Offset, long Length, DocumentId? DocumentId, string? Refusal);

    /// <inheritdoc />
    public async Task<DocumentId> AddAsync(Credential credential, byte[] picture, CancellationToken over)
    {
        using var http = new HttpClient(handler, disposeHandler: false);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token);
        http.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
        using var begun = await AnsweredAsync(() => http.SendAsync(Beginning(credential, picture.Length), over), over);
        var place = begun.Headers.Location!.IsAbsoluteUri ? begun.Headers.Location.AbsolutePath : begun.Headers.Location.OriginalString;
        for (; ; await Task.Delay(Pause, TimeProvider.System, over))
        {
            using var told = await AnsweredAsync(() => http.GetAsync(new Uri(next(), place), over), over);
            var status = (await told.Content.ReadFromJsonAsync<Status>(WireJson.Options, over))!;
            if (status.DocumentId is { } document)
                return document;
            if (status.Refusal is { } refusal)
                throw new InvalidOperationException($"an upload was refused: {refusal}");
            if (status.Offset < status.Length)
                await SendPartAsync(http, place, picture, (int)status.Offset, over);
        }
    }

    private HttpRequestMessage Beginning(Credential credential, int length)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(next(), "/api/uploads"));
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"patientId {Base64(credential.Patient!.Value.Value)},filename {Base64("снимок.png")}");
        return request;
    }

    /// <summary>However a part is answered, the next question tells where the upload is.</summary>
    private async Task SendPartAsync(HttpClient http, string place, byte[] picture, int offset, CancellationToken over)
    {
        var length = Math.Min(picture.Length - offset, (picture.Length + Parts - 1) / Parts);
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(next(), place)) { Content = new ByteArrayContent(picture, offset, length) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var answer = await http.SendAsync(request, over);
        }
        catch (HttpRequestException)
        {
            // The connection broke: whether the part arrived, the next question tells.
        }
    }

    /// <summary>Asks until a host answers: one that stops, has a crowd or cannot reach the database is asked again.</summary>
    private static async Task<HttpResponseMessage> AnsweredAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken over)
    {
        for (; ; await Task.Delay(Pause, TimeProvider.System, over))
        {
            try
            {
                var answer = await ask();
                if (answer.IsSuccessStatusCode)
                    return answer;
                using (answer)
                    if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway))
                        throw new InvalidOperationException($"an upload was answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
            }
            catch (HttpRequestException)
            {
                // Nobody was there, or the connection broke: again.
            }
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
