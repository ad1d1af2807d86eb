using System.Diagnostics;
using System.Net.Http.Json;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Tells where the chain of audit entries ends to places that the database's owner can't change silently: the log, a span, a file, an address. Whoever deletes entries or changes them and all later hashes does not fit to what was told before.</summary>
internal sealed partial class HeadReports(IAuditSeals seals, IOptions<AuditOptions> options, AuditMeter meter, TimeProvider clock, ILogger<HeadReports> log) : IDisposable
{
    /// <summary>An entry waits a second for its seal; longer than this means that nothing seals.</summary>
    public static readonly TimeSpan Tolerable = TimeSpan.FromMinutes(1);

    private static readonly ActivitySource Source = new("Medzdrav.Audit");

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private long _kept = -1;

    public void Dispose() => _http.Dispose();

    /// <summary>Tells it once.</summary>
    /// <exception cref="StorageUnavailableException">Nobody knows it now.</exception>
    public async Task TellAsync()
    {
        var state = await seals.StateAsync();
        meter.Told(state);
        LogEnd(log, state.End.Number, state.End.Digits);
        Source.StartActivity("audit end")?.SetTag("medzdrav.audit.number", state.End.Number).SetTag("medzdrav.audit.hash", state.End.Digits).Dispose();
        if (state.OldestUnsealedAt is { } at && clock.GetUtcNow() - at > Tolerable)
            LogUnsealed(log, at);
        if (state.End.Number == _kept)
            return;
        var kept = new KeptHead(state.End.Number, state.End.Digits, Instants.Text(clock.GetUtcNow()));
        if (await WriteAsync(kept) && await PostAsync(kept))
            _kept = state.End.Number;
    }

    private async Task<bool> WriteAsync(KeptHead end)
    {
        if (options.Value.HeadFile.Length == 0)
            return true;
        try
        {
            await File.AppendAllTextAsync(options.Value.HeadFile, end.Line + "\n");
            return true;
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(log, options.Value.HeadFile, why);
            return false;
        }
    }

    private async Task<bool> PostAsync(KeptHead end)
    {
        if (options.Value.HeadUrl.Length == 0)
            return true;
        try
        {
            using var answer = await _http.PostAsJsonAsync(new Uri(options.Value.HeadUrl), new { at = end.At, end.Number, end.Hash }, WireJson.Options);
            answer.EnsureSuccessStatusCode();
            return true;
        }
        catch (Exception why) when (why is HttpRequestException or OperationCanceledException)
        {
            LogNotTaken(log, why);
            return false;
        }
    }
}
