using System.Diagnostics;
using Dapper;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Medzdrav.Tests.Measure;

/// <summary>How long it takes until all patients of bookings that begin at the same minute are reminded, and until all who are not there are closed, on SQLite in one silo.</summary>
internal static class BookedDay
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static async Task MeasureAsync(int bookings)
    {
        var directory = Directory.CreateTempSubdirectory("medzdrav-measure-").FullName;
        // A day in a minute: the reminder is due at once, the time to connect is a minute long.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:DataDirectory", directory), new("Limits:Reminder", "00:05:00"), new("Limits:ConnectWithin", "00:01:00")]).Build();
        await SchemaUpgrade.ApplyAsync(configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()!);
        var file = Path.Combine(directory, "medzdrav.db");
        var startsAt = TimeProvider.System.GetUtcNow() + Ahead;
        await FillAsync(file, bookings, startsAt);
        await using (var cluster = await StartAsync(configuration))
        {
            await PrintAsync(file, bookings, "reminded of", "SELECT count(*) FROM appointment WHERE reminded_at IS NOT NULL", TimeProvider.System.GetUtcNow());
            await PrintAsync(file, bookings, "messages given to the provider of", "SELECT count(*) FROM notice WHERE state = 'sent'", startsAt - Ahead);
            var closesAt = startsAt.AddMinutes(1);
            using (var look = new PeriodicTimer(LookEvery))
                while (TimeProvider.System.GetUtcNow() < closesAt)
                    await look.WaitForNextTickAsync();
            await PrintAsync(file, bookings, "closed without a connection", "SELECT count(*) FROM appointment WHERE state = 'noConnection'", closesAt);
            Console.WriteLine($"closed twice: {await CountAsync(file, "SELECT count(*) FROM (SELECT appointment FROM appointment_change WHERE state = 'noConnection' GROUP BY appointment HAVING count(*) > 1)")}");
        }
        Directory.Delete(directory, recursive: true);
    }

    private static async Task PrintAsync(string file, int bookings, string what, string count, DateTimeOffset since)
    {
        var began = Stopwatch.GetTimestamp();
        var done = 0L;
        using var look = new PeriodicTimer(LookEvery);
        while ((done = await CountAsync(file, count)) < bookings && Stopwatch.GetElapsedTime(began) < Patience)
            await look.WaitForNextTickAsync();
        Console.WriteLine($"{done} of {bookings} {what}: {(TimeProvider.System.GetUtcNow() - since).TotalSeconds:F1} s");
    }

    private static async Task<long> CountAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private static async Task<InProcessTestCluster> StartAsync(IConfiguration configuration)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System).AddStorage(configuration).AddGrains(configuration);
            silo.Services.AddSingleton<ISmsSender, SilentSms>();
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            silo.AddMemoryGrainStorage(GrainStorage.Name).UseSweep();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Persons, each with a booking of their own at the same minute.</summary>
    private static async Task FillAsync(string file, int bookings, DateTimeOffset startsAt)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        for (var number = 0; number < bookings; number++)
        {
            var row = new { id = $"a{number}", person = $"p{number}", phone = $"+79{number:D9}", doctor = $"d{number}", at = startsAt.ToUnixTimeMilliseconds() };
            await connection.ExecuteAsync("INSERT INTO person (id, name, name_key, birth_date, sex, phone) VALUES (@person, 'Иванова Анна', '', '1990-05-01', 'female', @phone)", row, transaction);
            await connection.ExecuteAsync(
                """
                INSERT INTO appointment (id, version, state, patient, doctor, specialty, starts_at, zone, wall, buffer_minutes, reason, repeated, tell_by, tell_whom, changed_by, changed_at)
                VALUES (@id, 1, 'booked', @person, @doctor, 'therapist', @at, 'Europe/Moscow', '2026-12-01T09:00', 0, 'Кашель', 0, 'chat', 'patient', 'c', 0)
                """, row, transaction);
            await connection.ExecuteAsync("INSERT INTO due (kind, key, at) VALUES ('appointment', @id, 0)", row, transaction);
        }
        await transaction.CommitAsync();
    }

    /// <summary>Takes every message.</summary>
    private sealed class SilentSms : ISmsSender
    {
        public bool IsAtHand => true;

        public bool TakesKey => false;

        public Task<SmsAnswer> SendAsync(string phone, string text, string key) => Task.FromResult(new SmsAnswer(SmsOutcome.Taken));
    }
}
