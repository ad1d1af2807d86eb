using System.Diagnostics;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

public sealed class SweepTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_session_whose_deadline_passed_while_nothing_ran_is_woken(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        var due = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var session = Sample.Session();
        var opened = new SessionEvent(1, due, ParticipantId.Patient, new Opened(SessionMode.Chat, Sample.Row(session).Owner));
        var queued = new SessionEvent(2, due, ParticipantId.Patient, new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, due)));
        await storage.Services.GetRequiredService<IJournal>().AppendAsync(
            Sample.Commit(session, 1, 2, row: Sample.Row(session) with { NextDeadline = due }) with { Payload = JournalCodec.Encode([opened, queued]) });

        using var silo = await TestSilo.StartAsync(storage, services => services.AddGrains(storage.Configuration));

        // Lent and given back: the row's deadline is the session's own again, and no failure is counted.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var patience = Stopwatch.StartNew();
        while (await storage.ScalarAsync("SELECT count(*) FROM session WHERE id = @Value AND next_deadline > @due AND failed_wakes = 0", new { session.Value, due }) == 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(15), "The sweep did not wake the session.");
            await timer.WaitForNextTickAsync();
        }
        await silo.StopAsync();
    }
}
