using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Grains;

/// <summary>The platform erases by itself what was kept for its whole term, also what is in memory.</summary>
public sealed class RetentionTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_session_whose_time_is_over_is_found_by_nobody_though_it_is_in_memory()
    {
        var (anna, boris) = (clinic.Person(), clinic.Person());
        var (over, younger) = (await Over(anna), await Over(boris));
        using var removed = new Measured(clinic, "medzdrav.cleanup.removed");
        // Figures are counted first.
        Assert.Equal(1, Execute("UPDATE session SET counted = 1 WHERE id = $id", over));

        await clinic.Jump(TimeSpan.FromDays(1_096));
        var eraser = clinic.Grains.GetGrain<IRetentionGrain>("tested");
        // It has never erased, and so waits for a day.
        Assert.Equal(clinic.Clock.GetUtcNow().AddDays(1), await eraser.Wake());
        await clinic.Jump(TimeSpan.FromDays(1));
        while (await eraser.Wake() < clinic.Clock.GetUtcNow().AddHours(1))
            await clinic.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(0, Execute("SELECT count(*) FROM session WHERE id = $id", over));

        var session = clinic.Grains.GetGrain<ISession>(over.Value);
        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(Refusal.NotFound, (await session.View(anna.Caller)).Refusal);
            Assert.Equal(Refusal.NotFound, (await session.ReadEarlier(anna.Caller, 2)).Refusal);
            Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<ISessionPatient>(over.Value).Rate(CommandId.New(), anna.Caller, 5, null)).Refusal);
            await clinic.Cluster.DeactivateAsync(session);
        }
        Assert.Equal(1, removed.With("what=contacts").Sum());
        Assert.NotNull((await clinic.Grains.GetGrain<ISession>(younger.Value).View(boris.Caller)).Value);
    }

    private async Task<SessionId> Over(Insured person)
    {
        var (session, _) = await person.Call();
        await clinic.Grains.GetGrain<ISessionPatient>(session.Value).Leave(CommandId.New(), person.Caller);
        return session;
    }

    private long Execute(string sql, SessionId session)
    {
        using var connection = new SqliteConnection($"Data Source={clinic.Records.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", session.Value);
        return sql.StartsWith("SELECT", StringComparison.Ordinal) ? (long)command.ExecuteScalar()! : command.ExecuteNonQuery();
    }
}
