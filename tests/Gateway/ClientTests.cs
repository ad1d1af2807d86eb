using System.Collections.Concurrent;
using Medzdrav.Client;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>The client for app developers at a real host of its own.</summary>
public sealed class ClientTests(ClientTests.OwnHost host) : IClassFixture<ClientTests.OwnHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_examples_of_the_documentation_meet()
    {
        using var over = new CancellationTokenSource(Patience);
        var (seen, rung) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var consultant = ClientExamples.ConsultantAsync(host.Address, "consultant2", "demo", rung.Enqueue, over.Token);

        await ClientExamples.PatientAsync(host.Address, seen.Enqueue, over.Token);

        Assert.Equal("patient: Здравствуйте, болит горло", Assert.Single(rung));
        Assert.Equal(2, seen.Count);
        Assert.EndsWith("Полощите горло и приходите завтра", seen.Last(), StringComparison.Ordinal);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consultant);
        await OffDutyAsync("consultant2");
    }

    [Fact]
    public async Task A_host_killed_in_mid_talk_costs_neither_a_message_nor_an_order_nor_a_double()
    {
        await using var consultant = await StaffAsync("consultant1", WireEncoding.MessagePack);
        using var desk = await consultant.OpenDeskAsync().OrThrow();
        await consultant.Hub.SetDutyAsync(Duty.Available).OrThrow();
        await using var patient = await VisitorAsync(WireEncoding.Json);
        var opened = await patient.Hub.OpenSessionAsync(SessionMode.Chat).OrThrow();
        await using var talk = await patient.JoinAsync(opened.SessionId).OrThrow();
        var offer = await FirstAsync(desk.ReadOffersAsync());
        await consultant.Hub.AnswerOfferAsync(offer.OfferId, true).OrThrow();
        await using var other = await consultant.JoinAsync(offer.SessionId).OrThrow();
        await talk.SayAsync("1").OrThrow();

        await host.KillAsync();
        var said = Task.WhenAll(Enumerable.Range(2, 9).Select(number => talk.SayAsync($"{number}").OrThrow()));
        Assert.False(said.IsCompleted);
        await host.StartAgainAsync();
        await said.WaitAsync(Patience);
        await other.SayAsync("Слышу").OrThrow().WaitAsync(Patience);

        string[] all = [.. Enumerable.Range(1, 10).Select(number => $"{number}"), "Слышу"];
        foreach (var session in new[] { talk, other })
        {
            await session.WhenAsync(happened => happened.Text() == "Слышу").WaitAsync(Patience);
            Assert.Equal(all, session.Events.Select(happened => happened.Text()).OfType<string>());
            Assert.Equal(Enumerable.Range(1, session.Events.Count).Select(number => (long)number), session.Events.Select(happened => happened.Sequence));
        }
        await consultant.Hub.CloseSessionAsync(offer.SessionId, CloseReason.Completed).OrThrow();
        await consultant.Hub.SetDutyAsync(Duty.Off).OrThrow();
    }

    [Theory]
    [InlineData(WireEncoding.Json)]
    [InlineData(WireEncoding.MessagePack)]
    public async Task Both_encodings_carry_the_same(WireEncoding encoding)
    {
        await using var visitor = await VisitorAsync(encoding);
        var opened = await visitor.Hub.OpenSessionAsync(SessionMode.Video, check: new ConnectionCheck(SessionMode.Audio, "Тест", [new CheckResult("speed", CheckOutcome.Warn, "Медленно")])).OrThrow();
        await using var session = await visitor.JoinAsync(opened.SessionId).OrThrow();
        var receipt = await session.SayAsync("Ёжик «в тумане» 🦔").OrThrow();

        var message = await session.WhenAsync(happened => happened.Sequence == receipt.Sequence);

        Assert.Equal((SessionPhase.WaitingForConsultant, SessionMode.Video, QueueKind.Consultant), (session.View.Phase, session.View.Mode, session.View.Queue));
        Assert.Equal(("Ёжик «в тумане» 🦔", ParticipantId.Patient, receipt.At), (message.Text(), message.By, message.At));
        Assert.Equal(QueueKind.Consultant, session.Events.Single(happened => happened.Kind == "queued").Read<WaitBegan>().For);
        Assert.Equal("notFound", (await visitor.JoinAsync(new SessionId("nobody"))).Refusal?.Code);
        Assert.Equal("wrongRole", (await visitor.OpenDeskAsync()).Refusal?.Code);
        var closed = await visitor.Hub.LeaveSessionAsync(session.SessionId).OrThrow();
        Assert.Equal((SessionPhase.Closed, CloseReason.CancelledByPatient), (closed.Phase, closed.CloseReason));
        Assert.InRange(visitor.Now, closed.Now, closed.Now.AddSeconds(5));
    }

    [Fact]
    public async Task An_ended_access_token_is_renewed_on_the_way_and_an_ended_sign_in_is_told()
    {
        var tokens = new MemoryTokenStore();
        await using var client = new MedzdravClient(new ClientOptions { Address = host.Address, Tokens = tokens });
        await client.SignIn.StaffAsync("therapist1", "demo").OrThrow();
        var first = (await tokens.ReadAsync(default))!;
        await tokens.WriteAsync(first with { AccessToken = first.AccessToken[..^1] + (first.AccessToken[^1] == 'a' ? 'b' : 'a') }, default);

        await client.ConnectAsync().OrThrow().WaitAsync(Patience);
        Assert.Equal("therapist1", (await client.Hub.DeskAsync().OrThrow()).Staff.Login);
        Assert.NotEqual(first.RefreshToken, (await tokens.ReadAsync(default))!.RefreshToken);
        Assert.NotNull((await client.Records.MeAsync()).Value?.Staff);

        await using var elsewhere = new MedzdravClient(new ClientOptions { Address = host.Address, Tokens = new MemoryTokenStore(await tokens.ReadAsync(default)) });
        await elsewhere.SignIn.SignOutAsync();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StateChanged += state => _ = state == LinkState.SignedOut && ended.TrySetResult();
        if (client.State != LinkState.SignedOut)
            await ended.Task.WaitAsync(Patience);
        Assert.Equal("signInRequired", (await client.Hub.PingAsync()).Refusal?.Code);
    }

    private static async Task<T> FirstAsync<T>(IAsyncEnumerable<T> stream)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var one in stream.WithCancellation(patience.Token))
            return one;
        throw new InvalidOperationException("The stream ended.");
    }

    private async Task<MedzdravClient> VisitorAsync(WireEncoding encoding)
    {
        var client = new MedzdravClient(new ClientOptions { Address = host.Address, Encoding = encoding });
        await client.SignIn.VisitAsync().OrThrow();
        await client.ConnectAsync().OrThrow();
        return client;
    }

    private async Task<MedzdravClient> StaffAsync(string login, WireEncoding encoding)
    {
        var client = new MedzdravClient(new ClientOptions { Address = host.Address, Encoding = encoding });
        await client.SignIn.StaffAsync(login, "demo").OrThrow();
        await client.ConnectAsync().OrThrow();
        return client;
    }

    private async Task OffDutyAsync(string login)
    {
        await using var client = await StaffAsync(login, WireEncoding.Json);
        await client.Hub.SetDutyAsync(Duty.Off).OrThrow();
    }

    /// <summary>A host that these tests may kill.</summary>
    public sealed class OwnHost : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-client-");
        private HostProcess? host;

        public Uri Address => host!.Address;

        public async ValueTask InitializeAsync() => host = await HostProcess.StartAsync(new() { ["Storage:DataDirectory"] = folder.FullName });

        public Task KillAsync() => host!.KillAsync();

        public Task StartAgainAsync() => host!.StartAgainAsync();

        public async ValueTask DisposeAsync()
        {
            if (host is not null)
                await host.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
