using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A client of tus 1.0 that can stop and go on wherever a test likes.</summary>
internal sealed class Tus(HttpClient http, TokenPair tokens)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Uploads a whole file in one part.</summary>
    /// <returns>The document that it became.</returns>
    public async Task<DocumentId> UploadAsync(PatientId patient, string name, byte[] file)
    {
        var upload = await BegunAsync(patient, name, file.Length);
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(upload, 0, file)).Status);
        return (await OverAsync(upload)).DocumentId!.Value;
    }

    /// <summary>Uploads a file that is no document.</summary>
    /// <returns>The status of the last part's answer, and its problem's code and title.</returns>
    public async Task<(HttpStatusCode Status, string? Code, string? Title)> RefusedAsync(PatientId patient, string name, byte[] file)
    {
        var answer = await PatchAsync(await BegunAsync(patient, name, file.Length), 0, file);
        return (answer.Status, answer.Code, answer.Title);
    }

    public async Task<string> BegunAsync(PatientId patient, string name, long length)
    {
        var begun = await BeginAsync(patient, name, length);
        Assert.Equal(HttpStatusCode.Created, begun.Status);
        return begun.Location!;
    }

    public Task<Answer> BeginAsync(PatientId patient, string name, long length) => SendAsync(HttpMethod.Post, "/api/uploads", null,
        ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)),
        ("Upload-Metadata", $"patientId {Coded(patient.Value)},filename {Coded(name)},filetype {Coded("image/png")}"));

    public Task<Answer> PatchAsync(string upload, long offset, byte[] part, string? checksum = null)
    {
        var content = new ByteArrayContent(part) { Headers = { ContentType = new("application/offset+octet-stream") } };
        (string, string) at = ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        return checksum is null ? SendAsync(HttpMethod.Patch, upload, content, at) : SendAsync(HttpMethod.Patch, upload, content, at, ("Upload-Checksum", checksum));
    }

    public Task<Answer> HeadAsync(string upload) => SendAsync(HttpMethod.Head, upload, null);

    public Task<Answer> EndAsync(string upload) => SendAsync(HttpMethod.Delete, upload, null);

    public async Task<UploadView> ViewAsync(string upload)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, upload) { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        using var answer = await http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<UploadView>(WireJson.Options))!;
    }

    /// <summary>The upload when nothing more happens to it.</summary>
    public async Task<UploadView> OverAsync(string upload)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        UploadView view;
        while (!(view = await ViewAsync(upload)).IsOver)
            await timer.WaitForNextTickAsync(patience.Token);
        return view;
    }

    /// <summary>Sends whole pieces of a part, and when they are stored the line is cut. Only so is it known where the upload stands: the rest of a piece is taken from a cut line at any time, or lost with it.</summary>
    /// <returns>Where the upload stands.</returns>
    public async Task<int> CutAsync(string upload, int offset, byte[] part, int pieces)
    {
        var sent = pieces * IUploadGrain.MaxPieceBytes;
        using var line = new TcpClient();
        await line.ConnectAsync(http.BaseAddress!.Host, http.BaseAddress.Port);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"PATCH {upload} HTTP/1.1\r\nHost: {http.BaseAddress.Authority}\r\nAuthorization: Bearer {tokens.AccessToken}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {part.Length}\r\n\r\n")));
        await stream.WriteAsync(part.AsMemory(0, sent));
        await stream.FlushAsync();
        await StandsAtAsync(upload, offset + sent);
        return offset + sent;
    }

    /// <summary>Where the upload stands, when it stands there.</summary>
    public async Task StandsAtAsync(string upload, long offset)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await HeadAsync(upload)).Offset != offset)
            await timer.WaitForNextTickAsync(patience.Token);
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken) } };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default;
        return new Answer(
            answer.StatusCode,
            answer.Headers.Location?.ToString(),
            answer.Headers.TryGetValues("Upload-Offset", out var offset) ? long.Parse(offset.Single(), CultureInfo.InvariantCulture) : null,
            problem.ValueKind == JsonValueKind.Object ? problem.GetProperty("code").GetString() : null,
            problem.ValueKind == JsonValueKind.Object ? problem.GetProperty("title").GetString() : null);
    }

    private static string Coded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    internal sealed record Answer(HttpStatusCode Status, string? Location, long? Offset, string? Code, string? Title);
}
