using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>An HTTP call and its answer: a value, or the problem that it ended with as a refusal.</summary>
internal sealed class HttpCalls(Uri address, HttpMessageHandler handler, TimeProvider clock) : IDisposable
{
    private static readonly HashSet<string> Faults = ["fault", "unavailable"];
    private readonly HttpClient _http = new(handler, disposeHandler: false) { BaseAddress = address };

    public void Dispose() => _http.Dispose();

    /// <summary>Sends JSON.</summary>
    /// <exception cref="FaultException">Nothing came back, or a fault did.</exception>
    public Task<Reply<T>> SendAsync<T>(HttpMethod method, string path, object? body, string? token, CancellationToken cancellation) where T : class =>
        SendContentAsync<T>(method, path, body is null ? null : JsonContent.Create(body, body.GetType(), options: WireJson.Options), token, cancellation);

    /// <summary>Sends whatever it is. An answer of bytes is a file, every other one JSON.</summary>
    /// <exception cref="FaultException">Nothing came back, or a fault did.</exception>
    public async Task<Reply<T>> SendContentAsync<T>(HttpMethod method, string path, HttpContent? content, string? token, CancellationToken cancellation) where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(typeof(T) == typeof(byte[]) ? "*/*" : "application/json"));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? await ValueOfAsync<T>(answer, cancellation).ConfigureAwait(false) : await RefusalOfAsync(answer, cancellation).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException || lost is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new FaultException($"{path}: {lost.Message}", lost) { IsLost = true };
        }
    }

    private async Task<Reply<T>> ValueOfAsync<T>(HttpResponseMessage answer, CancellationToken cancellation) where T : class =>
        typeof(T) == typeof(byte[]) ? (T)(object)await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false)
        : answer.StatusCode != HttpStatusCode.NoContent ? (await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellation).ConfigureAwait(false))!
        : new Done(answer.Headers.Date ?? clock.GetUtcNow()) is T done ? done
        : Refusal.WrongRole;

    private static async Task<Refusal> RefusalOfAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var path = answer.RequestMessage?.RequestUri?.AbsolutePath;
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, cancellation).ConfigureAwait(false);
            if (problem is { Code: { } code } && !Faults.Contains(code))
                return new Refusal(code, problem.Title ?? "");
            var word = problem?.Code ?? answer.StatusCode.ToString();
            throw new FaultException(problem is { Code: "fault", ErrorCode: { } error } ? $"{path}: {word} {error}" : $"{path}: {word}");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            // A proxy's page, not the platform's answer.
            throw new FaultException($"{path}: {(int)answer.StatusCode}", unreadable);
        }
    }

    private sealed record Problem(string? Code, string? Title, string? ErrorCode);
}
