using System.Net;
using System.Net.Http.Json;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>A credential or session that one gateway ends, the other ends too.</summary>
public sealed class TwoGatewayTests(TwoGateways nodes) : IClassFixture<TwoGateways>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Signing_out_at_one_gateway_cuts_the_connections_at_the_other_within_5_seconds()
    {
        var tokens = await nodes.StaffAsync("consultant1");
        await using var here = await Device.ConnectAsync(nodes.First, tokens.AccessToken);
        await using var there = await Device.ConnectAsync(nodes.Second, tokens.AccessToken);
        await using var another = await Device.ConnectAsync(nodes.Second, (await nodes.StaffAsync("consultant1")).AccessToken);

        Assert.Equal(HttpStatusCode.NoContent, await nodes.StatusAsync(HttpMethod.Post, new Uri(nodes.First, "/api/sign-out"), tokens));

        await Task.WhenAll(here.Closed.WaitAsync(Within), there.Closed.WaitAsync(Within));
        Assert.Equal(HttpStatusCode.Unauthorized, await nodes.StatusAsync(HttpMethod.Get, new Uri(nodes.Second, "/api/me"), tokens));
        await another.Ask<DeskView>("Desk");
    }

    [Fact]
    public async Task A_stolen_refresh_token_shown_at_one_gateway_cuts_at_the_other()
    {
        var tokens = await nodes.StaffAsync("consultant2");
        var refreshed = await nodes.RefreshAsync(nodes.First, tokens);
        // The same one again is a lost answer; one that was followed by two others is not.
        var latest = await nodes.RefreshAsync(nodes.Second, refreshed.Tokens!);
        await using var there = await Device.ConnectAsync(nodes.Second, latest.Tokens!.AccessToken);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nodes.RefreshAsync(nodes.First, tokens)).Status);

        await there.Closed.WaitAsync(Within);
    }

    [Fact]
    public async Task A_call_is_signalled_from_one_gateway_to_the_other_and_survives_a_restart_of_the_server()
    {
        using var http = new HttpClient { BaseAddress = nodes.First };
        using var admitted = await http.PostAsJsonAsync("/api/visitors", new { client = "web" });
        var cookie = admitted.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await using var visitor = await Device.ConnectWithCookieAsync(nodes.First, cookie);
        await using var desk = await Device.ConnectAsync(nodes.Second, (await nodes.StaffAsync("consultant3")).AccessToken);
        await desk.Command<DutyView>("SetDuty", Duty.Available);
        var session = (await visitor.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "audio" })).SessionId;
        await visitor.Join(session);
        await visitor.Ask<Done>("TakeCall", session);
        await desk.Until(() => desk.Offers.Any(offer => offer.SessionId == session), "the visitor rings at the other gateway");
        await desk.Command<OfferAnswer>("AnswerOffer", desk.Offers.Last(offer => offer.SessionId == session).OfferId, true);
        await desk.Join(session);
        await desk.Ask<Done>("TakeCall", session);
        await visitor.Until(() => visitor.Ready.Count == 1, "the visitor is told to connect");
        await desk.Until(() => desk.Ready.Count == 1, "the desk is told to connect");
        var call = visitor.Ready.Single();

        await desk.Tell("Signal", session, ParticipantId.Patient, new { callId = call.CallId, description = new { type = "offer", sdp = "v=0" } });
        await visitor.Until(() => visitor.Signals.Count == 1, "the offer comes from the other gateway");

        await nodes.RestartAsync();
        await using var again = await Device.ConnectWithCookieAsync(nodes.First, cookie);
        await again.Join(session);
        await again.Ask<Done>("ResumeCall", session, new[] { new CarriedCall(call.With, call.CallId) });
        // The other gateway tells the session who is there before the visitor resumes the call, or after: the desk hears of it either way.
        await desk.Until(() => desk.Ready.Count >= 2, "the session knows of the desk again");
        await again.Tell("Signal", session, call.With, new { callId = call.CallId, candidate = (object?)null });
        await desk.Until(() => desk.Signals.Count == 1, "the desk, which never left its gateway, hears the visitor again");
        Assert.Equal([call.CallId], desk.Ready.Select(ready => ready.CallId).Distinct());
        await again.Command<SessionView>("LeaveSession", session);
    }

    [Fact]
    public async Task A_visitor_survives_a_restart_of_the_server()
    {
        using var http = new HttpClient { BaseAddress = nodes.First };
        using var admitted = await http.PostAsJsonAsync("/api/visitors", new { client = "web" });
        var cookie = admitted.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await using var before = await Device.ConnectWithCookieAsync(nodes.First, cookie);
        var session = (await before.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" })).SessionId;
        await before.Join(session);
        await before.Say("До перезапуска");

        await nodes.RestartAsync();

        await using var after = await Device.ConnectWithCookieAsync(nodes.First, cookie);
        Assert.Equal(session, (await after.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" })).SessionId);
        await after.Join(session);
        Assert.Equal(["До перезапуска"], after.Texts);
        await after.Command<SessionView>("LeaveSession", session);
    }
}

/// <summary>A process with all roles, and one that is only gateway.</summary>
public sealed class TwoGateways : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-two-");
    private readonly HttpClient http = new();
    private HostProcess? all;
    private HostProcess? edge;

    internal Uri First => all!.Address;

    internal Uri Second => edge!.Address;

    public async ValueTask InitializeAsync()
    {
        var (silo, gateway) = (Ports.Free(), Ports.Free());
        all = await HostProcess.StartAsync(new() { ["Storage:DataDirectory"] = folder.FullName, ["Silo:Port"] = $"{silo}", ["Silo:GatewayPort"] = $"{gateway}" });
        edge = await HostProcess.StartAsync(new() { ["Cluster:Gateways"] = $"127.0.0.1:{gateway}" }, "--roles=gateway,web");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await edge!.DisposeAsync();
        await all!.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal async Task RestartAsync()
    {
        await all!.KillAsync();
        await all.StartAgainAsync();
    }

    internal async Task<TokenPair> StaffAsync(string login)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(First, "/api/staff/sign-in"), new { login, password = "demo", client = "app" });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenPair>(WireJson.Options))!;
    }

    internal async Task<(HttpStatusCode Status, TokenPair? Tokens)> RefreshAsync(Uri gateway, TokenPair tokens)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(gateway, "/api/sign-in/refresh"), new { tokens.RefreshToken });
        return (answer.StatusCode, answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<TokenPair>(WireJson.Options) : null);
    }

    internal async Task<HttpStatusCode> StatusAsync(HttpMethod method, Uri address, TokenPair tokens)
    {
        using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
