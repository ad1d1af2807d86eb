using System.Net.Sockets;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Medzdrav.Host;

/// <summary>The command line was wrong.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Failures that the person at the console can mend: one line saying what to do, exit code 1.</summary>
internal static class Failures
{
    public static async Task<int> ExplainAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (Explain(failure) is { } line)
        {
            await Console.Error.WriteLineAsync(line);
            return 1;
        }
    }

    private static string? Explain(Exception failure) => failure switch
    {
        UsageException or SchemaTooNewException or DataDirectoryException or StorageUnavailableException or BackupException => failure.Message,
        OptionsValidationException options => $"A setting is wrong: {string.Join(" ", options.Failures)}",
        InvalidOperationException when failure.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => $"A setting is wrong: {failure.Message}",
        FormatException => $"A setting is wrong: {failure.Message}",
        AddressInUseException => InUse(failure),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => InUse(failure),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This port needs administrator's rights. Choose another one: --urls=http://127.0.0.1:PORT",
        IOException when failure.InnerException is AddressInUseException => InUse(failure),
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };

    private static string InUse(Exception failure) =>
        $"The port is taken ({failure.Message.TrimEnd('.')}). Stop the other program, or choose another port: --urls=http://127.0.0.1:PORT";
}
