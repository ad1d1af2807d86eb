using System.Diagnostics;
using System.Net.Http.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Cluster;

public sealed class SiloLossTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, InlineData(false), InlineData(true)]
    public async Task Killing_the_silo_of_a_session_costs_seconds_and_no_message(bool withCertificates)
    {
        using var authority = new PrivateAuthority();
        using var files = new LinkFiles(authority, authority.Issue("node"));
        await using var cluster = await ClinicCluster.StartAsync(links: withCertificates ? files : null);
        try
        {
            await LoseASiloAsync(cluster);
        }
        catch
        {
            await cluster.KeepEvidenceAsync();
            throw;
        }
    }

    private static async Task LoseASiloAsync(ClinicCluster cluster)
    {
        var gateway = cluster.Gateway.Address;
        await using var consultant = await ConnectAsync(gateway, client => client.SignIn.StaffAsync("consultant1", "demo").OrThrow());
        await using var patient = await ConnectAsync(gateway, client => SignInByCodeAsync(client, gateway, "+79000000005"));
        var (asking, answering) = await MeetAsync(patient, consultant);
        await using var patients = asking;
        await using var consultants = answering;
        await TalkAsync(asking, answering, 1);

        // Both are in the middle of a sentence when it happens.
        var unfinished = TalkAsync(asking, answering, 2);
        await cluster.KillSiloOfAsync(asking.SessionId);
        var killed = Stopwatch.GetTimestamp();
        await unfinished;
        await TalkAsync(asking, answering, 3);
        var took = Stopwatch.GetElapsedTime(killed);

        Assert.True(took < TimeSpan.FromSeconds(10), $"Both sides exchanged messages again after {took.TotalSeconds:F1} s.");
        await TalkAsync(asking, answering, 4);
        Assert.Equal(TextsOf(asking), TextsOf(answering));
        Assert.Equal(Enumerable.Range(1, 4).Select(round => $"п{round}"), TextsOf(asking).Where(text => text.StartsWith('п')));
        Assert.Equal(Enumerable.Range(1, 4).Select(round => $"к{round}"), TextsOf(asking).Where(text => text.StartsWith('к')));
    }

    private static async Task<MedzdravClient> ConnectAsync(Uri gateway, Func<MedzdravClient, Task> signIn)
    {
        var client = new MedzdravClient(new ClientOptions { Address = gateway });
        await signIn(client);
        await client.ConnectAsync().OrThrow().WaitAsync(Patience);
        return client;
    }

    private static async Task SignInByCodeAsync(MedzdravClient client, Uri gateway, string phone)
    {
        var attempt = await client.SignIn.SendCodeAsync(phone).OrThrow();
        using var http = new HttpClient { BaseAddress = gateway };
        var sent = await http.GetFromJsonAsync<OutboxSms[]>($"/dev/sms?phone={Uri.EscapeDataString(phone)}", WireJson.Options);
        await client.SignIn.ConfirmCodeAsync(attempt.AttemptId, sent!.First(sms => sms.Code is not null).Code!).OrThrow();
    }

    private static async Task<(JoinedSession Asking, JoinedSession Answering)> MeetAsync(MedzdravClient patient, MedzdravClient consultant)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var desk = await consultant.OpenDeskAsync(patience.Token).OrThrow();
        await consultant.Hub.SetDutyAsync(Duty.Available, cancellation: patience.Token).OrThrow();
        var session = (await patient.Hub.OpenSessionAsync(SessionMode.Chat, cancellation: patience.Token).OrThrow()).SessionId;
        var asking = await patient.JoinAsync(session, cancellation: patience.Token).OrThrow();
        await foreach (var offer in desk.ReadOffersAsync(patience.Token))
            if ((await consultant.Hub.AnswerOfferAsync(offer.OfferId, true, cancellation: patience.Token)).Value is not null)
                break;
        return (asking, await consultant.JoinAsync(session, cancellation: patience.Token).OrThrow());
    }

    /// <summary>Each says something, and both hear both.</summary>
    private static async Task TalkAsync(JoinedSession asking, JoinedSession answering, int round)
    {
        using var patience = new CancellationTokenSource(Patience);
        await Task.WhenAll(asking.SayAsync($"п{round}", cancellation: patience.Token).OrThrow(), answering.SayAsync($"к{round}", cancellation: patience.Token).OrThrow());
        foreach (var text in new[] { $"п{round}", $"к{round}" })
            await Task.WhenAll(new[] { asking, answering }.Select(session => session.WhenAsync(happened => happened.Text() == text, patience.Token)));
    }

    private static string[] TextsOf(JoinedSession session) => [.. session.Events.Select(happened => happened.Text()).OfType<string>()];
}
