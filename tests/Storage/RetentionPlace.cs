using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>A database of its own with people whose time may be over, and the eraser on it.</summary>
internal sealed class RetentionPlace : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = Sample.Now.AddYears(30);
    public static readonly RetentionOptions Terms = new();

    private RetentionPlace(StorageFixture storage, KeptFiles files) => (Storage, Files) = (storage, files);

    public StorageFixture Storage { get; }

    public KeptFiles Files { get; }

    public IErasures Erasures => Get<IErasures>();

    public static async Task<RetentionPlace> CreateAsync(DatabaseKind kind)
    {
        var files = new KeptFiles();
        return new RetentionPlace(await StorageFixture.CreateAsync(kind, configure: services => services.AddSingleton<IFiles>(files)), files);
    }

    public T Get<T>() where T : notnull => Storage.Services.GetRequiredService<T>();

    /// <summary>Erases all that is over, and says how much of each kind.</summary>
    public async Task<Dictionary<Erasable, int>> EraseAsync(DateTimeOffset? at = null)
    {
        var limits = Limits(at);
        var erased = new Dictionary<Erasable, int>();
        foreach (var kind in Enum.GetValues<Erasable>())
            for (var isMore = true; isMore;)
            {
                (var count, isMore) = await Erasures.EraseAsync(kind, limits);
                if (count > 0)
                    erased[kind] = erased.GetValueOrDefault(kind) + count;
            }
        return erased;
    }

    public static RetentionLimits Limits(DateTimeOffset? at = null) => RetentionRules.LimitsAt(Terms, new LimitOptions(), at ?? Now);

    /// <summary>An insured person, by the real import.</summary>
    public async Task<PatientId> PersonAsync(string phone, string name = "Ромашкина Анна Павловна", DateOnly? validTo = null)
    {
        await Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(Sample.Id(), name, phone: phone)));
        var person = (await Get<IPeople>().OfPhoneAsync(phone)).Single(person => person.Name == name).Id;
        if (validTo is { } until)
            await Storage.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE policy SET valid_to = '{until:yyyy-MM-dd}' WHERE person = '{person}'"));
        return person;
    }

    /// <summary>A session that was closed and counted; with a doctor, one with a signed conclusion that was corrected once, and a rating.</summary>
    public async Task<SessionId> SessionAsync(PatientId? patient, DateTimeOffset? closedAt, bool isConsulted = false, bool isSigned = true)
    {
        var session = Sample.Session();
        var end = closedAt ?? Now;
        var row = Sample.Row(session) with
        {
            Patient = patient,
            PatientName = patient is null ? null : "Ромашкина Анна Павловна",
            ClosedAt = closedAt,
            Phase = closedAt is null ? SessionPhase.WaitingForConsultant : SessionPhase.Closed,
            NextDeadline = null,
            OpenedAt = end.AddMinutes(-30),
            ConsultedAt = isConsulted ? end.AddMinutes(-20) : null,
        };
        await Get<IJournal>().AppendAsync(Sample.Commit(session, payload: "Кашель", row: row, take: closedAt is null && patient is { } person ? [new Claim("patient", person.Value)] : null));
        await Get<IJournal>().AppendAsync(Sample.Commit(session, 2, payload: "До свидания", row: row));
        await Storage.ExecuteAsync($"UPDATE session SET counted = {Yes} WHERE id = '{session}'");
        if (isConsulted)
            await ConsultedAsync(session, patient!.Value, end, isSigned);
        return session;
    }

    public Task<long> CountAsync(string table, string column, string value) => Storage.ScalarAsync($"SELECT count(*) FROM {table} WHERE {column} = @value", new { value });

    public Task<long> CountAsync(string table, SessionId session) => CountAsync(table, table == "session" ? "id" : "session", session.Value);

    public async Task ConsentAsync(PatientId patient, DateTimeOffset at, DateTimeOffset? withdrawnAt = null, string account = "account")
    {
        await using var connection = await Storage.ConnectAsync();
        await connection.ExecuteAsync(
            "INSERT INTO consent (person, text_version, text_hash, confirmed_by, account, at, withdrawn_at, insurer, address) VALUES (@Value, 'v', 'h', 'Ромашкина Анна Павловна', @account, @at, @withdrawnAt, 'default', '203.0.113.5')",
            new { patient.Value, account, at = Instant(at), withdrawnAt = Instant(withdrawnAt) });
    }

    /// <summary>A document with all its files.</summary>
    public async Task<DocumentId> DocumentAsync(PatientId patient, DateTimeOffset addedAt, DateTimeOffset? hiddenAt = null)
    {
        var document = new DocumentId(Sample.Id());
        foreach (var form in Enum.GetValues<DocumentForm>())
            await Files.WriteAsync(DocumentRecord.FileOf(document, form), new byte[] { 1 });
        var view = new DocumentView(document, "анализ.jpg", DocumentKind.Jpeg, 1, null, false, addedAt, "Ромашкина Анна Павловна");
        await Get<IDocuments>().AddAsync("u", new DocumentRecord(patient, new AccountId("a"), view, Sample.Id(), new FormSizes(1, 1)));
        if (hiddenAt is { } at)
            await Get<IDocuments>().HideAsync(document, at);
        return document;
    }

    /// <summary>A booking in a state, with a row in each table that has something of bookings.</summary>
    public async Task<AppointmentId> AppointmentAsync(PatientId patient, DateTimeOffset startsAt, string state)
    {
        var id = new AppointmentId(Sample.Id());
        await using var connection = await Storage.ConnectAsync();
        var row = new { Id = id.Value, Patient = patient.Value, At = Instant(startsAt), state, No = false };
        await connection.ExecuteAsync(
            """
            INSERT INTO appointment (id, version, state, patient, doctor, specialty, starts_at, zone, wall, buffer_minutes, reason, repeated, tell_by, tell_whom, changed_by, changed_at)
            VALUES (@Id, 1, @state, @Patient, 'd', 'therapist', @At, 'Europe/Moscow', 'w', 0, 'Кашель Ромашкиной', @No, 'chat', 'patient', 's', @At);
            INSERT INTO appointment_claim (kind, holder, starts_at, appointment) VALUES ('p', @Patient, @At, @Id);
            INSERT INTO appointment_change (appointment, version, state, doctor, starts_at, changed_by, changed_at, reason) VALUES (@Id, 1, @state, 'd', @At, 's', @At, 'Кашель');
            INSERT INTO appointment_told (appointment, of_version, told_at, told_by) VALUES (@Id, 1, @At, 'chat');
            INSERT INTO appointment_untold (appointment, of_version, failed_at, why) VALUES (@Id, 1, @At, 'w');
            INSERT INTO appointment_attempt (appointment, version, at, missing) VALUES (@Id, 1, @At, 'patient');
            INSERT INTO due (kind, key, at) VALUES ('appointment', @Id, @At);
            """,
            row);
        return id;
    }

    public async Task<string> TaskAsync(string phone, DateTimeOffset? finishedAt, AppointmentId? appointment = null, PatientId? doubted = null, SessionId? session = null)
    {
        var id = Sample.Id();
        await using var connection = await Storage.ConnectAsync();
        await connection.ExecuteAsync(
            "INSERT INTO task (id, kind, phone, patient_name, session, asked_at, finished_at, appointment) VALUES (@id, 'wish', @phone, 'Ромашкина Анна Павловна', @Session, @at, @finishedAt, @Appointment)",
            new { id, phone, Session = session?.Value, at = Instant(Sample.Now), finishedAt = Instant(finishedAt), Appointment = appointment?.Value });
        if (doubted is { } person)
            await connection.ExecuteAsync(
                "INSERT INTO person_match (task, reason, insurer, sent, known, decision, decided_at, joined) VALUES (@id, 'r', 'default', @Value, 'other', 'apart', @at, 'Ромашкина')", new { id, person.Value, at = Instant(Sample.Now) });
        return id;
    }

    /// <summary>Seals all entries, and looks whether the chain is whole.</summary>
    public async Task<AuditFindings> AuditAsync()
    {
        await AuditTrail.SealAsync(Get<IAuditSeals>());
        return await Get<AuditCheck>().RunAsync([]);
    }

    public async Task<IReadOnlyList<RecordedUse>> ErasedOfAsync(PatientId patient) =>
        [.. (await Get<IAuditRecords>().FindAsync(new AuditQuery(Person: patient), null, 100)).Where(use => use.Deed == AuditDeed.Erased)];

    public ValueTask DisposeAsync() => Storage.DisposeAsync();

    private string Yes => Storage.Options.Database == DatabaseKind.Postgres ? "true" : "1";

    private async Task ConsultedAsync(SessionId session, PatientId patient, DateTimeOffset end, bool isSigned)
    {
        var conclusion = Sample.Id();
        await using var connection = await Storage.ConnectAsync();
        var row = new { Id = conclusion, Session = session.Value, Patient = patient.Value, At = Instant(end.AddMinutes(-20)), EndedAt = Instant(end.AddMinutes(-10)), SignedAt = isSigned ? Instant(end) : null };
        await connection.ExecuteAsync(
            """
            INSERT INTO consultation (id, session, patient, doctor, doctor_name, specialty, started_at, ended_at, signed_at) VALUES (@Id, @Session, @Patient, 'd', 'Айболитов', 'therapist', @At, @EndedAt, @SignedAt);
            INSERT INTO conclusion (id, session, patient, patient_name, birth_date, doctor, doctor_name, specialty, consulted_at, complaints, history, diagnosis, recommendations, signed_at)
            VALUES (@Id, @Session, @Patient, 'Ромашкина Анна Павловна', '1990-05-01', 'd', 'Айболитов', 'therapist', @At, 'Кашель', '', 'J06.9', '', @SignedAt);
            INSERT INTO conclusion_former (id, edition, complaints, history, diagnosis, recommendations, secondary_diagnoses, version, signed_at, corrected_at)
            VALUES (@Id, 1, 'Кашель', '', 'J06', '', '', 1, @At, @At);
            INSERT INTO rating (session, stars, comment, rated_at) VALUES (@Session, 4, 'Спасибо от Ромашкиной', @At);
            """,
            row);
    }

    /// <summary>An instant as the database keeps it.</summary>
    private object? Instant(DateTimeOffset? at) => at is null ? null : Storage.Options.Database == DatabaseKind.Postgres ? at.Value.ToUniversalTime() : at.Value.ToUnixTimeMilliseconds();
}

/// <summary>Files in memory, as a store that may fail.</summary>
internal sealed class KeptFiles : IFiles
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new();

    public ICollection<string> Names => _files.Keys;

    /// <summary>How many files may still be deleted before the store fails; null for any number.</summary>
    public int? Deletions { get; set; }

    /// <summary>Files whose names begin so can't be deleted; null for none.</summary>
    public string? Stuck { get; set; }

    public Task WriteAsync(string file, ReadOnlyMemory<byte> content)
    {
        _files[file] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadAsync(string file, long from, int count) => Task.FromResult(_files.GetValueOrDefault(file));

    public Task DeleteAsync(string file)
    {
        if (Deletions is 0 || Stuck is { } stuck && file.StartsWith(stuck, StringComparison.Ordinal))
            throw new StorageUnavailableException("The store is away.");
        Deletions--;
        _files.TryRemove(file, out _);
        return Task.CompletedTask;
    }
}
