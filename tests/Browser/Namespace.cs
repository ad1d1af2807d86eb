using System.Diagnostics;
using System.Globalization;

namespace Medzdrav.Tests.Browser;

/// <summary>A network of the test's own: a namespace with one line (veth) to this machine, which can be pulled and plugged in again. Needs root.</summary>
internal sealed class Namespace : IAsyncDisposable
{
    private static int count;
    private readonly string line;

    private Namespace(string name, string line, string subnet) => (Name, this.line, Here, Inside) = (name, line, $"{subnet}.1", $"{subnet}.2");

    /// <summary>As <c>ip netns</c> calls it.</summary>
    public string Name { get; }

    /// <summary>This machine's address on the line.</summary>
    public string Here { get; }

    /// <summary>The address inside.</summary>
    public string Inside { get; }

    public static async Task<Namespace> CreateAsync()
    {
        var number = Interlocked.Increment(ref count);
        // Of this process: two runs at the same time do not meet.
        var id = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId % 100_000}{number}");
        var space = new Namespace("medzdrav-" + id, "mz" + id, string.Create(CultureInfo.InvariantCulture, $"10.{100 + Environment.ProcessId % 100}.{number}"));
        var peer = space.line + "p";
        await IpAsync("netns", "add", space.Name);
        await IpAsync("link", "add", space.line, "type", "veth", "peer", "name", peer, "netns", space.Name);
        await IpAsync("addr", "add", space.Here + "/24", "dev", space.line);
        await IpAsync("link", "set", space.line, "up");
        await IpAsync("-n", space.Name, "addr", "add", space.Inside + "/24", "dev", peer);
        await IpAsync("-n", space.Name, "link", "set", "lo", "up");
        await IpAsync("-n", space.Name, "link", "set", peer, "up");
        return space;
    }

    /// <summary>Pulls the line.</summary>
    public Task PullAsync() => IpAsync("link", "set", line, "down");

    /// <summary>Plugs it in again.</summary>
    public Task PlugAsync() => IpAsync("link", "set", line, "up");

    /// <summary>Lets so little through towards the inside, and drops what waits too long.</summary>
    public Task NarrowAsync(int kbits) =>
        RunAsync("tc", "qdisc", "replace", "dev", line, "root", "tbf", "rate", string.Create(CultureInfo.InvariantCulture, $"{kbits}kbit"), "burst", "4kb", "latency", "300ms");

    /// <summary>Lets everything through again.</summary>
    public Task WidenAsync() => RunAsync("tc", "qdisc", "del", "dev", line, "root");

    /// <summary>Lets no UDP through, in either direction, as some companies' networks do.</summary>
    public async Task BlockUdpAsync()
    {
        await BlockUdpAsync([], line);
        await BlockUdpAsync(["-n", Name], line + "p");
    }

    /// <summary>Lets UDP through again.</summary>
    public async Task LetUdpAsync()
    {
        await RunAsync("tc", "qdisc", "del", "dev", line, "root");
        await RunAsync("tc", "-n", Name, "qdisc", "del", "dev", line + "p", "root");
    }

    /// <summary>The command that starts a program inside.</summary>
    public ProcessStartInfo Inward(string program, params string[] arguments) =>
        new("ip", ["netns", "exec", Name, program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>A script that starts a program inside, for those who can be told only a path.</summary>
    public async Task<string> ScriptAsync(string program, DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, Name);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\nexec ip netns exec {Name} {program} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    // The line's other end goes with the namespace.
    public async ValueTask DisposeAsync() => await IpAsync("netns", "del", Name);

    /// <summary>A class of its own for UDP, so slow that nothing of it arrives.</summary>
    private static async Task BlockUdpAsync(string[] where, string device)
    {
        await RunAsync("tc", [.. where, "qdisc", "add", "dev", device, "root", "handle", "1:", "htb", "default", "10"]);
        await RunAsync("tc", [.. where, "class", "add", "dev", device, "parent", "1:", "classid", "1:10", "htb", "rate", "10gbit"]);
        await RunAsync("tc", [.. where, "class", "add", "dev", device, "parent", "1:", "classid", "1:20", "htb", "rate", "8bit", "burst", "1", "cburst", "1"]);
        await RunAsync("tc", [.. where, "qdisc", "add", "dev", device, "parent", "1:20", "pfifo", "limit", "1"]);
        await RunAsync("tc", [.. where, "filter", "add", "dev", device, "parent", "1:", "protocol", "ip", "u32", "match", "ip", "protocol", "17", "0xff", "flowid", "1:20"]);
    }

    private static Task IpAsync(params string[] arguments) => RunAsync("ip", arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var trouble = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {trouble}");
    }
}
