using System.Diagnostics;

namespace Medzdrav.Tests.Support;

/// <summary>The built host asked for something that ends by itself: <c>staff list</c>, <c>import FILE</c>, a mistake.</summary>
/// <param name="ExitCode">0 when done.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record HostCommand(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The command line.</param>
    public static Task<HostCommand> RunAsync(params string[] arguments) => RunInAsync([], arguments);

    /// <summary>Runs it to its end with some variables of its environment.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<HostCommand> RunInAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var start = new ProcessStartInfo("dotnet", [HostProcess.Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return new HostCommand(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
