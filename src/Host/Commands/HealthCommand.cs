using System.CommandLine;

namespace Medzdrav.Host;

/// <summary>Asks a running process how it is: for health checks in images, which have no other program that could.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Define()
    {
        var address = new Argument<string>("address") { Description = "The address to ask, such as http://127.0.0.1:8080/health/ready." };
        var health = new Command("health", "Asks a running process how it is; ends with 0 where it is well.") { address };
        health.SetAction((parsed, cancellation) => Failures.ExplainAsync(() => RunAsync(parsed.GetValue(address)!, cancellation)));
        return health;
    }

    private static async Task<int> RunAsync(string text, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"\"{text}\" is no address of HTTP.");
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address, cancellation);
            Console.WriteLine(answer.IsSuccessStatusCode ? "ready" : await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            throw new UsageException($"{address} does not answer.");
        }
    }
}
