using System.Reflection;

namespace Medzdrav.Silo;

/// <summary>The program that opens documents: this very one, asked for something else.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments before the bounds.</param>
internal sealed record WorkerProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The command that opens one document.</summary>
    public const string Command = "document-worker";

    /// <summary>Secrets may stand in variables: the process gets only those that a program needs to start.</summary>
    private static readonly string[] Needed = ["PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SystemRoot", "DOTNET_ROOT", "DOTNET_ROOT_X64"];

    /// <summary>This program, however it was started.</summary>
    public static WorkerProgram This { get; } = Of(Environment.ProcessPath!, Assembly.GetEntryAssembly()!.Location);

    /// <summary>A program started by <c>dotnet</c>, or an executable of its own.</summary>
    public static WorkerProgram Of(string process, string assembly) =>
        Path.GetFileNameWithoutExtension(process) == "dotnet" ? new(process, [assembly, Command]) : new(process, [Command]);

    /// <summary>Leaves nothing of the platform's configuration in a process's environment, and keeps its memory small.</summary>
    public static void Isolate(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Except(Needed).ToArray())
            environment.Remove(name);
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_GCHeapHardLimit"] = "0x18000000";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
    }
}
