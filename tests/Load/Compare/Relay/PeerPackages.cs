using System.Diagnostics;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>npm packages of peers, installed where nothing is committed from.</summary>
internal static class PeerPackages
{
    private const string Package = "socket.io@4";

    /// <returns>The folder that Node finds them in.</returns>
    public static async Task<string> InstallAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(HostProcess.Repository, "artifacts", "peers")).FullName;
        if (Directory.Exists(Path.Combine(folder, "node_modules", "socket.io")))
            return folder;
        var start = new ProcessStartInfo("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", Package]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var npm = Process.Start(start)!;
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"npm could not install {Package}: {await errors}");
    }
}
