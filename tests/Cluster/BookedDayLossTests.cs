using System.Diagnostics;
using Npgsql;

namespace Medzdrav.Tests.Cluster;

/// <summary>The day of a booking while nothing runs. Time that passes meanwhile is taken off the booking's start: for what begins afterwards that is the same.</summary>
public sealed class BookedDayLossTests
{
    private const string Phone = "+79000000005";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>A minute, less the 40 s by which the default of <c>Limits:AbsenceGrace</c> is longer than that of this test.</summary>
    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_cluster_that_was_down_reminds_late_and_once_and_closes_a_missed_booking_once()
    {
        await using var cluster = await ClinicCluster.StartAsync(new() { ["Limits:AbsenceGrace"] = "00:00:05" });
        try
        {
            await MissTheMinutesAsync(cluster);
        }
        catch
        {
            await cluster.KeepEvidenceAsync();
            throw;
        }
    }

    private static async Task MissTheMinutesAsync(ClinicCluster cluster)
    {
        await using var records = NpgsqlDataSource.Create(cluster.Database);
        await BookAsync(records, TimeSpan.FromMinutes(12));
        await UntilAsync("the booking waits for its minute", () => IsAsync(records, "SELECT count(*) FROM due WHERE kind = 'appointment' AND key = 'lost' AND at > now()"));
        Assert.Equal(0, Reminders(cluster));

        // Down from 12 to 8 minutes before the start.
        await cluster.KillAllAsync();
        await PassAsync(records, TimeSpan.FromMinutes(4));
        await cluster.StartAllAgainAsync();
        await UntilAsync("the patient is reminded", () => Task.FromResult(Reminders(cluster) > 0));
        await UntilAsync("it is stored", () => IsAsync(records, "SELECT count(*) FROM appointment WHERE reminded_at IS NOT NULL"));

        // Down over the 15 minutes after the start.
        await cluster.KillAllAsync();
        Assert.Equal(1, Reminders(cluster));
        await PassAsync(records, TimeSpan.FromMinutes(24));
        await cluster.StartAllAgainAsync();
        var serving = Stopwatch.GetTimestamp();
        await UntilAsync("the booking is closed", () => IsAsync(records, "SELECT count(*) FROM appointment WHERE state = 'noConnection'"));
        var took = Stopwatch.GetElapsedTime(serving);

        Assert.True(took < ClosesWithin, $"The booking was closed {took.TotalSeconds:F1} s after the start.");
        Assert.True(await IsAsync(records, "SELECT count(*) FROM appointment_change WHERE state = 'noConnection'"));
        Assert.Equal(0, Reminders(cluster));
    }

    /// <summary>A booking of the holder of a number, as the platform stores it.</summary>
    private static async Task BookAsync(NpgsqlDataSource records, TimeSpan ahead)
    {
        await using var book = records.CreateCommand(
            """
            WITH booked AS (
                INSERT INTO appointment (id, version, state, patient, doctor, specialty, starts_at, zone, wall, buffer_minutes, reason, repeated, tell_by, tell_whom, changed_by, changed_at)
                SELECT 'lost', 1, 'booked', id, 'nobody', 'therapist', now() + $2, 'Europe/Moscow', '2026-12-01T09:00', 0, 'Кашель', false, 'chat', 'patient', 'consultant', now()
                FROM person WHERE phone = $1 LIMIT 1
                RETURNING id)
            INSERT INTO due (kind, key, at) SELECT 'appointment', id, now() FROM booked
            """);
        book.Parameters.AddWithValue(Phone);
        book.Parameters.AddWithValue(ahead);
        Assert.Equal(1, await book.ExecuteNonQueryAsync());
    }

    private static async Task PassAsync(NpgsqlDataSource records, TimeSpan time)
    {
        await using var pass = records.CreateCommand("WITH due_row AS (UPDATE due SET at = at - $1 WHERE kind = 'appointment') UPDATE appointment SET starts_at = starts_at - $1");
        pass.Parameters.AddWithValue(time);
        await pass.ExecuteNonQueryAsync();
    }

    /// <summary>Whether exactly one row is so.</summary>
    private static async Task<bool> IsAsync(NpgsqlDataSource records, string count)
    {
#pragma warning disable CA2100 // The statements are written in this file.
        await using var command = records.CreateCommand(count);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() is 1L;
    }

    private static int Reminders(ClinicCluster cluster) => cluster.Printed.Count(line => line.StartsWith($"SMS  {Phone}", StringComparison.Ordinal) && line.Contains("напоминаем", StringComparison.Ordinal));

    private static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var began = Stopwatch.GetTimestamp(); !await holds(); await timer.WaitForNextTickAsync())
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, what);
    }
}
