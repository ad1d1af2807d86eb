using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Medzdrav.Tests.Storage;

public sealed class SchemaTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task Applying_again_changes_nothing(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        await storage.Services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(Sample.Session(), 1));
        var before = await StandingAsync(storage);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SchemaUpgrade.ApplyAsync(storage.Options)));

        Assert.Equal(before, await StandingAsync(storage));
    }

    [Fact, Trait("database", "postgres")]
    public async Task Nodes_that_start_together_take_turns()
    {
        var server = await PostgresServer.SharedAsync();
        var options = new StorageOptions { Database = DatabaseKind.Postgres, ConnectionString = await server.CreateDatabaseAsync() };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SchemaUpgrade.ApplyAsync(options)));

        await using var database = new NpgsqlConnection(options.ConnectionString + ";Pooling=false");
        var scripts = (await database.QueryAsync<string>("SELECT scriptname FROM schema_version")).ToArray();
        Assert.NotEmpty(scripts);
        Assert.Equal(scripts.Distinct().Order(), scripts.Order());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_schema_newer_than_the_program_is_left_alone(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        await storage.ExecuteAsync("UPDATE schema_version SET scriptname = 'later/9999-later.sql' WHERE scriptname LIKE '%/0002-records.sql'");

        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(() => SchemaUpgrade.ApplyAsync(storage.Options));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("9999-later.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_journal_is_indexed_by_command_keeps_its_commits()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite);
        var (session, command) = (Sample.Session(), CommandId.New());
        await storage.ExecuteAsync(
            $"""
            DROP TABLE journal;
            CREATE TABLE journal (
                session TEXT NOT NULL, first_sequence INTEGER NOT NULL, last_sequence INTEGER NOT NULL, command TEXT NULL, at INTEGER NOT NULL, payload BLOB NOT NULL,
                CONSTRAINT journal_pkey PRIMARY KEY (session, first_sequence), CONSTRAINT journal_command_key UNIQUE (session, command));
            INSERT INTO journal VALUES ('{session.Value}', 1, 3, '{command.Value}', 5, x'0102'), ('{session.Value}', 4, 4, NULL, 6, x'03');
            DELETE FROM schema_version WHERE scriptname LIKE '%/0005-journal.sql';
            """);

        await SchemaUpgrade.ApplyAsync(storage.Options);

        var journal = storage.Services.GetRequiredService<IJournal>();
        var commits = await journal.ReadAsync(session);
        Assert.Equal([(1, 3, command), (4, 4, null)], commits.Select(commit => (commit.FirstSequence, commit.LastSequence, commit.Command)));
        Assert.Equal([1, 2], commits[0].Payload.ToArray());
        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(session, 4)));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session, 5)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "INTEGER", "1763892000000", "1763892060000")]
    [InlineData(DatabaseKind.Postgres, "timestamptz", "'2025-11-23T10:00:00Z'", "'2025-11-23T10:01:00Z'", Traits = ["database", "postgres"])]
    public async Task Who_waited_before_waits_were_one_value_waits_on(DatabaseKind kind, string instant, string since, string until)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        var session = Sample.Session();
        var row = Sample.Row(session) with { Queue = QueueKind.Therapist, Ticket = 7, Reason = "Кашель" };
        await storage.Services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(session, row: row));
        string[] statements =
        [
            "ALTER TABLE session DROP COLUMN wait", "ALTER TABLE session DROP COLUMN presence",
            "ALTER TABLE session ADD COLUMN next_leg text", "ALTER TABLE session ADD COLUMN at_head boolean NOT NULL DEFAULT true", $"ALTER TABLE session ADD COLUMN waiting_since {instant}",
            "ALTER TABLE session ADD COLUMN preferred text", $"ALTER TABLE session ADD COLUMN preferred_until {instant}", "ALTER TABLE session ADD COLUMN avoided text",
            $"UPDATE session SET next_leg = 'consultation', waiting_since = {since}, preferred = 'own', preferred_until = {until}",
            "DELETE FROM schema_version WHERE scriptname LIKE '%-waits.sql'",
        ];
        await storage.ExecuteAsync(string.Join(";\n", statements));

        await SchemaUpgrade.ApplyAsync(storage.Options);

        var waiting = Assert.Single(await storage.Services.GetRequiredService<ISessionRows>().WaitingAsync(QueueKind.Therapist));
        var began = new DateTimeOffset(2025, 11, 23, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            new Wait(
                Awaited.In(QueueKind.Therapist), LegKind.Consultation, LegTerms.Urgent(TimeSpan.FromMinutes(30), [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)]), began,
                AtHead: true, new StaffId("own"), began.AddMinutes(1)),
            waiting.Wait);
        Assert.Equal((7, Presence.Awaited, "Кашель"), (waiting.Ticket, waiting.Presence, waiting.Reason));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task Former_sessions_have_their_consultations(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        var journal = storage.Services.GetRequiredService<IJournal>();
        var (written, unwritten, running, patient) = (Sample.Session(), Sample.Session(), Sample.Session(), new PatientId(Sample.Id()));
        var (first, last) = (new StaffId("first"), new StaffId("last"));
        foreach (var session in new[] { written, unwritten, running })
            await journal.AppendAsync(Sample.Commit(session, row: Sample.Row(session) with
            {
                Patient = patient,
                Phase = session == running ? SessionPhase.Consultation : SessionPhase.FollowUp,
                Staff = session == running ? last : null,
                Doctor = last,
                DoctorName = "Последний",
                DoctorQueue = QueueKind.Therapist,
                ConsultedAt = Sample.Now,
            }));
        var instant = kind == DatabaseKind.Postgres ? "to_timestamp(1763888400)" : "1763888400000";
        await storage.ExecuteAsync(
            $"""
            DROP TABLE consultation;
            DROP TABLE command;
            ALTER TABLE conclusion DROP COLUMN version;
            ALTER TABLE task DROP COLUMN asked_again_at;
            DELETE FROM schema_version WHERE scriptname LIKE '%-consultations.sql';
            INSERT INTO conclusion (id, session, patient, patient_name, birth_date, doctor, doctor_name, specialty, consulted_at, complaints, history, diagnosis, recommendations, saved_at)
            VALUES ('kept', '{written}', '{patient}', 'Имя', '1990-05-01', 'first', 'Первый', 'paediatrician', {instant}, '', '', '', '', {instant});
            """);

        await SchemaUpgrade.ApplyAsync(storage.Options);

        var rows = storage.Services.GetRequiredService<ISessionRows>();
        Assert.Equal("kept", Assert.Single(Assert.Single(await rows.AwaitingSignatureAsync(first)).Consultations).ConclusionId.Value);
        var awaiting = (await rows.AwaitingSignatureAsync(last)).ToDictionary(entry => entry.SessionId, entry => Assert.Single(entry.Consultations).ConclusionId);
        Assert.Equal(new[] { written, unwritten }.ToDictionary(session => session, session => Medzdrav.Grains.Conclusions.IdOf(session, last)), awaiting);
        Assert.Equal(["Первый", "Последний"], (await rows.CalendarAsync([patient])).Single(entry => entry.SessionId == written).Consultations.Select(one => one.DoctorName));
        Assert.Equal(1, (await storage.Services.GetRequiredService<IConclusions>().FindAsync(new ConclusionId("kept")))!.Conclusion.Version);
    }

    [Fact, Trait("database", "postgres")]
    public async Task Policies_from_before_there_were_insurers_are_the_default_insurers()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres);
        await storage.ExecuteAsync(
            """
            ALTER TABLE policy DROP CONSTRAINT policy_pkey, DROP COLUMN insurer, DROP COLUMN phone, ADD CONSTRAINT policy_pkey PRIMARY KEY (number);
            ALTER TABLE consent DROP COLUMN insurer;
            ALTER TABLE session DROP COLUMN insurer, DROP COLUMN insurer_name;
            ALTER TABLE staff DROP COLUMN insurer;
            DROP TABLE insurer_key, consent_text, insurer_host, insurer;
            DELETE FROM schema_version WHERE scriptname LIKE '%/0011-insurers.sql';
            UPDATE folding SET rule = 0;
            INSERT INTO person VALUES ('p', 'Ромашкина Анна', 'РОМАШКИНА АННА', '1990-05-01', 'female', '+79000000000');
            INSERT INTO policy (number, person, purchased_on, valid_from, valid_to) VALUES ('ДМС-1', 'p', '2026-01-01', '2026-01-01', '2027-01-01');
            INSERT INTO consent VALUES ('p', '2026-11', 'hash', 'Ромашкина Анна', 'a', now(), NULL);
            """);

        await SchemaUpgrade.ApplyAsync(storage.Options);

        var person = Assert.Single(await storage.Services.GetRequiredService<IPeople>().FindByPolicyAsync("дмс-1"));
        Assert.Equal(InsurerId.Default, Assert.Single(person.Policies).Insurer.InsurerId);
        Assert.Equal(1, await storage.ScalarAsync("SELECT count(*) FROM policy p JOIN consent c USING (insurer) WHERE p.phone = '+79000000000'", new { }));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            var options = new StorageOptions { DataDirectory = Path.Combine(file, "data") };

            var refused = await Assert.ThrowsAsync<DataDirectoryException>(() => SchemaUpgrade.ApplyAsync(options));

            Assert.Contains(options.DataDirectory, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact, Trait("database", "postgres")]
    public async Task A_database_that_is_not_there_is_said_plainly()
    {
        var options = new StorageOptions { Database = DatabaseKind.Postgres, ConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing" };

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => SchemaUpgrade.ApplyAsync(options));

        Assert.Contains("Storage:ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>All that an upgrade could touch: the scripts that ran and when, tables with their columns, and rows.</summary>
    private static async Task<string> StandingAsync(StorageFixture storage)
    {
        await using var connection = await storage.ConnectAsync();
        var schema = storage.Options.Database == DatabaseKind.Postgres
            ? "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
            : "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1";
        List<string> standing =
        [
            .. await connection.QueryAsync<string>(schema),
            .. await connection.QueryAsync<string>("SELECT scriptname || ' ' || CAST(applied AS text) FROM schema_version ORDER BY 1"),
            .. await connection.QueryAsync<string>("SELECT session || ' ' || CAST(last_sequence AS text) FROM journal ORDER BY 1"),
            .. await connection.QueryAsync<string>("SELECT CAST(count(*) AS text) FROM session"),
        ];
        Assert.True(standing.Count > 20, string.Join('\n', standing));
        return string.Join('\n', standing);
    }
}
