using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Whatever was kept for its whole term goes, whole and with an entry; whatever has a second left stays.</summary>
public abstract class RetentionTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = RetentionPlace.Now;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly string phone = Family.Phone();
    private RetentionPlace place = null!;
    private PatientId anna;

    public async ValueTask InitializeAsync()
    {
        place = await RetentionPlace.CreateAsync(kind);
        // Insured as long as nothing else is said.
        anna = await place.PersonAsync(phone, validTo: new DateOnly(2099, 12, 31));
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(365, false, false, AuditSubject.Contact)]
    [InlineData(1_096, true, false, AuditSubject.Contact)]
    [InlineData(9_132, true, true, AuditSubject.MedicalRecord)]
    public async Task A_session_goes_at_the_end_of_its_term_with_everything_in_it(int days, bool isKnown, bool isConsulted, AuditSubject what)
    {
        PatientId? patient = isKnown ? anna : null;
        var over = await place.SessionAsync(patient, Now.AddDays(-days), isConsulted);
        var kept = await place.SessionAsync(patient, Now.AddDays(-days) + Second, isConsulted);

        Assert.Equal(1, (await place.EraseAsync()).Values.Sum());

        Assert.Empty(await place.Get<IJournal>().ReadAsync(over));
        foreach (var table in new[] { "session", "consultation", "conclusion", "rating" })
            Assert.Equal((0L, isConsulted || table == "session" ? 1L : 0L), (await place.CountAsync(table, over), await place.CountAsync(table, kept)));
        Assert.Equal(isConsulted ? 1 : 0, await place.Storage.ScalarAsync("SELECT count(*) FROM conclusion_former", new { }));
        Assert.Equal(2, (await place.Get<IJournal>().ReadAsync(kept)).Count);
        var entry = Assert.Single(await place.Get<IAuditRecords>().FindAsync(new AuditQuery(Session: over), null, 10));
        Assert.Equal((AuditMember.Platform, AuditDeed.Erased, what, Purpose.Retention), (entry.Who, entry.Deed, entry.What, entry.Purpose));
        Assert.Equal(isKnown ? [anna] : [], entry.Whose);
        Assert.Empty((await place.AuditAsync()).Faults);
        Assert.Empty(await place.EraseAsync());
    }

    [Fact]
    public async Task Nobody_in_an_open_session_or_with_a_booking_ahead_loses_anything()
    {
        var old = Now.AddYears(-29);
        var session = await place.SessionAsync(anna, old);
        await place.DocumentAsync(anna, old);
        await place.AppointmentAsync(anna, old, "cancelled");
        await place.ConsentAsync(anna, old, old);
        var open = await place.SessionAsync(anna, closedAt: null);
        Assert.Empty(await place.EraseAsync());

        await place.Storage.ExecuteAsync($"UPDATE session SET closed_at = opened_at WHERE id = '{open}'");
        var booking = await place.AppointmentAsync(anna, Now.AddDays(1), "booked");
        Assert.Empty(await place.EraseAsync());

        await place.Storage.ExecuteAsync($"UPDATE appointment SET state = 'cancelled' WHERE id = '{booking}'");
        Assert.Equal(4, (await place.EraseAsync()).Values.Sum());
        Assert.Equal(0, await place.CountAsync("session", session));
    }

    [Fact]
    public async Task A_session_with_an_unsigned_conclusion_an_open_task_or_uncounted_figures_stays()
    {
        var old = Now.AddYears(-29);
        await place.SessionAsync(anna, old, isConsulted: true, isSigned: false);
        await place.TaskAsync(phone, finishedAt: null, session: await place.SessionAsync(anna, old));
        var uncounted = await place.SessionAsync(anna, old);
        await place.Storage.ExecuteAsync($"UPDATE session SET counted = NULL WHERE id = '{uncounted}'");

        Assert.Empty(await place.EraseAsync());
    }

    [Fact]
    public async Task A_full_batch_is_followed_by_another_and_a_long_talk_ends_one()
    {
        for (var session = 0; session < 60; session++)
            await place.SessionAsync(null, Now.AddYears(-2).AddMinutes(session));
        await place.Storage.ExecuteAsync("UPDATE session SET last_sequence = 5000 WHERE id = (SELECT id FROM session WHERE closed_at IS NOT NULL ORDER BY closed_at LIMIT 1)");

        Assert.Equal((1, true), await place.Erasures.EraseAsync(Erasable.Strangers, RetentionPlace.Limits()));
        Assert.Equal((50, true), await place.Erasures.EraseAsync(Erasable.Strangers, RetentionPlace.Limits()));
        Assert.Equal((9, false), await place.Erasures.EraseAsync(Erasable.Strangers, RetentionPlace.Limits()));
    }

    [Fact]
    public async Task A_booking_goes_with_everything_that_happened_to_it_and_one_that_was_held_stays_longer()
    {
        var over = await place.AppointmentAsync(anna, Now.AddDays(-1_096), "noConnection");
        var task = await place.TaskAsync(phone, Now.AddDays(-1), over);
        var younger = await place.AppointmentAsync(anna, Now.AddDays(-1_096) + Second, "cancelled");
        var held = await place.AppointmentAsync(anna, Now.AddDays(-9_132) + Second, "held");
        var awaited = await place.AppointmentAsync(anna, Now.AddDays(-5_000), "cancelled");
        await place.TaskAsync(phone, finishedAt: null, awaited);

        Assert.Equal(new() { [Erasable.Appointments] = 1 }, await place.EraseAsync());

        foreach (var (table, column) in new[] { ("appointment", "id"), ("appointment_claim", "appointment"), ("appointment_change", "appointment"), ("appointment_told", "appointment"), ("appointment_untold", "appointment"), ("appointment_attempt", "appointment"), ("due", "key") })
            Assert.Equal((0L, 1L, 1L, 1L), (
                await place.CountAsync(table, column, over.Value), await place.CountAsync(table, column, younger.Value), await place.CountAsync(table, column, held.Value), await place.CountAsync(table, column, awaited.Value)));
        Assert.Equal(0, await place.CountAsync("task", "id", task));
    }

    [Fact]
    public async Task A_finished_task_goes_with_the_doubt_that_it_was_about()
    {
        var over = await place.TaskAsync(phone, Now.AddDays(-365), doubted: anna);
        var younger = await place.TaskAsync(phone, Now.AddDays(-365) + Second);
        await place.TaskAsync(phone, finishedAt: null);

        Assert.Equal(new() { [Erasable.Tasks] = 1 }, await place.EraseAsync());

        Assert.Equal((0, 0, 1), (await place.CountAsync("task", "id", over), await place.CountAsync("person_match", "task", over), await place.CountAsync("task", "id", younger)));
        Assert.Equal(AuditSubject.Task, Assert.Single(await place.ErasedOfAsync(anna)).What);
    }

    [Fact]
    public async Task A_person_whose_policy_ended_and_of_whom_nothing_is_left_goes_with_the_account()
    {
        var mother = await place.PersonAsync(phone, "Ромашкина Ольга Юрьевна", DateOnly.FromDateTime(Now.AddDays(-1_097).DateTime));
        await place.ConsentAsync(mother, Now.AddDays(-1_096));
        var account = await place.Get<IAccounts>().AccountOfAsync(phone, Now);

        Assert.Equal(new() { [Erasable.Policies] = 1, [Erasable.Persons] = 1 }, await place.EraseAsync());
        Assert.Equal((0, 0, phone), (await place.CountAsync("person", "id", mother.Value), await place.CountAsync("consent", "person", mother.Value), await place.Get<IAccounts>().PhoneOfAsync(account)));
        Assert.Equal([AuditSubject.Persons, AuditSubject.Consent, AuditSubject.Policy], (await place.ErasedOfAsync(mother)).Select(use => use.What!.Value).Order());

        // Anna is at home there, too, and goes last.
        await place.Storage.ExecuteAsync($"UPDATE policy SET valid_to = '{Now.AddDays(-1_097):yyyy-MM-dd}'");
        await place.EraseAsync();
        Assert.Null(await place.Get<IAccounts>().PhoneOfAsync(account));
        Assert.True(await place.Get<IAccounts>().IsFormerAsync(account));

        await place.EraseAsync(Now.AddDays(40) - Second);
        Assert.True(await place.Get<IAccounts>().IsFormerAsync(account));
        await place.EraseAsync(Now.AddDays(40));
        Assert.False(await place.Get<IAccounts>().IsFormerAsync(account));
        Assert.Empty((await place.AuditAsync()).Faults);
    }

    [Fact]
    public async Task A_person_stays_until_the_last_that_is_kept_of_them_has_gone()
    {
        await place.Storage.ExecuteAsync("UPDATE policy SET valid_to = '2027-12-31'");
        var session = await place.SessionAsync(anna, Now, isConsulted: true);
        await place.ConsentAsync(anna, Now);
        Assert.Equal(new() { [Erasable.Policies] = 1 }, await place.EraseAsync());

        // The consent covers the medical record, so it stays as long.
        await place.EraseAsync(Now.AddDays(1_096));
        await place.EraseAsync(Now.AddDays(9_132) - Second);
        Assert.Equal((1, 1), (await place.CountAsync("consent", "person", anna.Value), await place.CountAsync("person", "id", anna.Value)));

        Assert.Equal(new() { [Erasable.MedicalRecords] = 1, [Erasable.Persons] = 1 }, await place.EraseAsync(Now.AddDays(9_132)));
        Assert.Equal((0, 0, 0), (await place.CountAsync("person", "id", anna.Value), await place.CountAsync("consent", "person", anna.Value), await place.CountAsync("session", session)));
    }

    [Fact]
    public async Task A_consent_that_stands_goes_a_term_after_the_last_contact_though_nothing_else_goes_then()
    {
        await place.Storage.ExecuteAsync("UPDATE policy SET valid_to = '2027-12-31'");
        await place.ConsentAsync(anna, Now);
        Assert.Equal(new() { [Erasable.Policies] = 1 }, await place.EraseAsync());

        await place.EraseAsync(Now.AddDays(1_096) - Second);
        Assert.Equal((1, 1), (await place.CountAsync("consent", "person", anna.Value), await place.CountAsync("person", "id", anna.Value)));
        await place.EraseAsync(Now.AddDays(1_096));
        Assert.Equal((0, 0), (await place.CountAsync("consent", "person", anna.Value), await place.CountAsync("person", "id", anna.Value)));
    }

    [Fact]
    public async Task A_withdrawn_consent_stays_as_a_proof_for_its_term()
    {
        await place.ConsentAsync(anna, Now.AddYears(-9), Now.AddDays(-1_096));
        await place.ConsentAsync(anna, Now.AddYears(-8), Now.AddDays(-1_096) + Second);
        await place.ConsentAsync(anna, Now.AddYears(-7));

        Assert.Equal(new() { [Erasable.Consents] = 1 }, await place.EraseAsync());
        Assert.Equal(2, await place.CountAsync("consent", "person", anna.Value));
    }

    [Fact]
    public async Task Of_a_person_who_goes_and_a_session_that_opens_for_them_one_wins()
    {
        var here = 0;
        for (var round = 0; round < 10; round++)
        {
            var person = await place.PersonAsync(Family.Phone(), "Ромашкина Вера", DateOnly.FromDateTime(Now.AddYears(-9).DateTime));
            await place.Erasures.EraseAsync(Erasable.Policies, RetentionPlace.Limits());
            var session = Sample.Session();
            var row = Sample.Row(session) with { Patient = person };

            var opening = place.Get<IJournal>().AppendAsync(Sample.Commit(session, row: row, records: [new PersonNamed(person)]));
            await Task.WhenAll(opening, place.Erasures.EraseAsync(Erasable.Persons, RetentionPlace.Limits()));

            var isHere = await place.CountAsync("person", "id", person.Value) == 1;
            Assert.Equal((await opening).Outcome == AppendOutcome.Stored, isHere);
            Assert.Equal(isHere ? 1 : 0, await place.CountAsync("session", session));
            here += isHere ? 1 : 0;
        }
        Assert.InRange(here, 0, 10);
    }

    [Fact]
    public async Task A_document_that_cannot_be_deleted_keeps_no_other_one()
    {
        var stuck = await place.DocumentAsync(anna, Now.AddDays(-60), hiddenAt: Now.AddDays(-50));
        for (var others = 0; others < 12; others++)
            await place.DocumentAsync(anna, Now.AddDays(-60), hiddenAt: Now.AddDays(-40));
        await place.EraseAsync(Now);
        place.Files.Stuck = DocumentRecord.FileOf(stuck, DocumentForm.Original);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => place.EraseAsync(Now.AddDays(1)));
        Assert.NotEmpty(await place.EraseAsync(Now.AddDays(1)));
        Assert.Equal(1, await place.CountAsync("document", "patient", anna.Value));

        place.Files.Stuck = null;
        await place.EraseAsync(Now.AddDays(2));
        Assert.Equal(0, await place.CountAsync("document", "patient", anna.Value));
        Assert.Empty(place.Files.Names);
    }

    [Fact]
    public async Task A_document_that_came_before_the_conclusion_was_signed_is_part_of_the_record()
    {
        var session = await place.SessionAsync(anna, Now.AddDays(-40), isConsulted: true);
        await place.Storage.ExecuteAsync($"UPDATE consultation SET signed_at = ended_at + {(kind == DatabaseKind.Postgres ? "interval '2 hours'" : "7200000")} WHERE session = '{session}'");
        var read = await place.DocumentAsync(anna, Now.AddDays(-40).AddHours(1), hiddenAt: Now.AddDays(-35));
        var later = await place.DocumentAsync(anna, Now.AddDays(-40).AddHours(3), hiddenAt: Now.AddDays(-35));

        await place.EraseAsync(Now);
        await place.EraseAsync(Now.AddDays(2));

        Assert.Equal((1, 0), (await place.CountAsync("document", "id", read.Value), await place.CountAsync("document", "id", later.Value)));
    }

    [Fact]
    public async Task Nothing_of_somebody_whose_time_is_over_is_left_anywhere()
    {
        await place.Storage.ExecuteAsync("UPDATE policy SET valid_to = '2027-12-31'");
        var session = await place.SessionAsync(anna, Sample.Now, isConsulted: true);
        await place.SessionAsync(anna, Sample.Now);
        var document = await place.DocumentAsync(anna, Sample.Now.AddDays(-1));
        await place.TaskAsync(phone, Sample.Now, await place.AppointmentAsync(anna, Sample.Now, "held"), anna);
        await place.ConsentAsync(anna, Sample.Now);
        await place.Get<IAccounts>().AccountOfAsync(phone, Sample.Now);
        Assert.NotEmpty(await FoundAsync());

        // The files of documents go a day later, and with them the last of the person; the account's sign-ins last longer.
        foreach (var days in new[] { 0, 1, 2, 50 })
            await place.EraseAsync(Now.AddDays(days));

        Assert.Empty(place.Files.Names);
        // Ids of who was there stay in the record of uses, and single words of names in the search's dictionary.
        Assert.Equal(["audit_entry", "audit_person", "name_trigram", "name_word"], (await FoundAsync()).Order());
        Assert.Empty((await place.AuditAsync()).Faults);

        async Task<IReadOnlyList<string>> FoundAsync()
        {
            await using var connection = await place.Storage.ConnectAsync();
            var traces = new[] { anna.Value, session.Value, document.Value, phone, "ромашкин" };
            var found = new List<string>();
            foreach (var table in await Tables.AllAsync(connection, kind))
            {
                // A whole row in letters: JSON of it on PostgreSQL, its columns behind each other on SQLite.
                var columns = kind == DatabaseKind.Postgres ? [] : await connection.QueryAsync<string>("SELECT name FROM pragma_table_info(@table)", new { table });
                var row = kind == DatabaseKind.Postgres ? "to_jsonb(t)::text" : string.Join(" || ' ' || ", columns.Select(column => $"coalesce(CAST(t.\"{column}\" AS TEXT), '')"));
                foreach (var text in await connection.QueryAsync<string>($"SELECT {row} FROM {table} t"))
                    if (traces.Any(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase)))
                    {
                        found.Add(table);
                        break;
                    }
            }
            return found;
        }
    }
}

public sealed class SqliteRetentionTests() : RetentionTests(DatabaseKind.Sqlite);

[Trait("database", "postgres")]
public sealed class PostgresRetentionTests() : RetentionTests(DatabaseKind.Postgres);
