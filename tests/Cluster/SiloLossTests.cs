using System.Diagnostics;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Cluster;

public sealed class SiloLossTests
{
    [Fact]
    public async Task Killing_the_silo_of_a_session_costs_seconds_and_no_message()
    {
        await using var cluster = await ClinicCluster.StartAsync();
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
        await using var consultant = await Member.SignInAsStaffAsync(gateway, "consultant1");
        await using var patient = await Member.SignInByCodeAsync(gateway, "+79000000005");
        var session = await MeetAsync(patient, consultant);
        await TalkAsync(patient, consultant, 1);

        // Both are in the middle of a sentence when it happens.
        var unfinished = TalkAsync(patient, consultant, 2);
        await cluster.KillSiloOfAsync(session);
        var killed = Stopwatch.GetTimestamp();
        await unfinished;
        await TalkAsync(patient, consultant, 3);
        var took = Stopwatch.GetElapsedTime(killed);

        Assert.True(took < TimeSpan.FromSeconds(10), $"Both sides exchanged messages again after {took.TotalSeconds:F1} s.");
        await TalkAsync(patient, consultant, 4);
        Assert.True(patient.IsGapless && consultant.IsGapless);
        Assert.Equal(patient.Messages, consultant.Messages);
        Assert.Equal(Enumerable.Range(1, 4).Select(round => $"п{round}"), patient.Messages.Where(text => text.StartsWith('п')));
        Assert.Equal(Enumerable.Range(1, 4).Select(round => $"к{round}"), patient.Messages.Where(text => text.StartsWith('к')));
    }

    private static async Task<SessionId> MeetAsync(Member patient, Member consultant)
    {
        await consultant.AskAsync<DeskView>("Desk");
        await consultant.CommandAsync<DutyView>("SetDuty", Duty.Available);
        var session = (await patient.OpenAsync()).SessionId;
        var offer = await consultant.Offered;
        await consultant.CommandAsync<OfferAnswer>("AnswerOffer", offer.OfferId, true);
        await consultant.JoinAsync(session);
        return session;
    }

    /// <summary>Each says something, and both hear both.</summary>
    private static async Task TalkAsync(Member patient, Member consultant, int round)
    {
        await Task.WhenAll(patient.SayAsync($"п{round}"), consultant.SayAsync($"к{round}"));
        foreach (var text in new[] { $"п{round}", $"к{round}" })
            await Task.WhenAll(patient.HearAsync(text), consultant.HearAsync(text));
    }
}
