using System.Diagnostics;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class FloodTests(Clinic clinic)
{
    private const int CallsPerSecond = 1_000;
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_connection_that_floods_is_refused_and_then_cut_and_nobody_else_notices()
    {
        await using var flooding = await clinic.PatientAsync();
        await using var patient = await clinic.PatientAsync();
        var (session, own) = (await flooding.Call(), await patient.Call());
        await using var socket = await RawSocket.ConnectAsync(clinic.Address, flooding.Tokens.AccessToken);

        var flood = FloodAsync(socket, session);
        var read = socket.ReadToEndAsync();
        var slowest = TimeSpan.Zero;
        using var now = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!read.IsCompleted && await now.WaitForNextTickAsync())
        {
            var began = Stopwatch.GetTimestamp();
            await patient.Device.Say("Слышно?");
            var took = Stopwatch.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
        }

        await read;
        await flood;
        Assert.InRange(slowest, TimeSpan.Zero, Bearable);
        await (await flooding.AnotherTab()).Join(session);
        Assert.NotEmpty((await patient.Device.Join(own)).Events);
    }

    [Fact]
    public async Task Calls_above_the_budget_are_refused_as_too_many_and_the_connection_lives()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        var tab = await patient.AnotherTab();

        var codes = await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => tab.Refused("MarkRead", session, 1)));

        Assert.Equal([null, "tooMany"], codes.Distinct().Order());
        Assert.InRange(codes.Count(code => code is null), 200, 599);
        await patient.Device.Say("Другие вкладки не страдают");
    }

    [Theory]
    [InlineData("Nope")]
    [InlineData("JoinSession")]
    [InlineData("MarkRead", "s", "last")]
    public async Task Calls_that_the_hub_does_not_have_are_counted_like_the_others(string method, params string[] arguments)
    {
        await using var patient = await clinic.PatientAsync();
        await using var socket = await RawSocket.ConnectAsync(clinic.Address, patient.Tokens.AccessToken);

        await socket.SendAsync(string.Concat(Enumerable.Repeat(RawSocket.Call(method, arguments), 400)));

        await socket.ReadUntilAsync("tooMany");
    }

    private static async Task FloodAsync(RawSocket socket, SessionId session)
    {
        const int atOnce = CallsPerSecond / 20;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / 20);
        try
        {
            for (var sent = 0; sent < 25 * CallsPerSecond && await timer.WaitForNextTickAsync(); sent += atOnce)
                await socket.SendAsync(string.Concat(Enumerable.Repeat(RawSocket.Call("MarkRead", session.Value, 1), atOnce)));
        }
        catch (Exception cut) when (cut is System.Net.WebSockets.WebSocketException or IOException or ObjectDisposedException)
        {
            // The server is expected to cut the line.
        }
    }
}

[Collection(nameof(OnSqlite))]
public sealed class FloodTestsOnSqlite(SqliteClinic clinic) : FloodTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class FloodTestsOnPostgres(PostgresClinic clinic) : FloodTests(clinic);
