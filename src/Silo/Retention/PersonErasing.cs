using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Erases what no term keeps of a person who asks for it, from the console beside the running server or without one.</summary>
public sealed class PersonErasing
{
    /// <summary>The longest reason.</summary>
    public const int MaxReason = 500;

    private readonly Database _database;
    private readonly IFiles _files;
    private readonly DocumentErasure _documents;
    private readonly UploadRecords _uploads;
    private readonly RetentionOptions _terms;
    private readonly LimitOptions _limits;
    private readonly TimeProvider _clock;

    internal PersonErasing(Database database, IFiles files, RetentionOptions terms, LimitOptions limits, TimeProvider clock) =>
        (_database, _files, _documents, _uploads, _terms, _limits, _clock) = (database, files, new DocumentErasure(database, files), new UploadRecords(database), terms, limits, clock);

    /// <summary>Says what would go and what would stay; nothing is changed.</summary>
    /// <param name="person">The person's id.</param>
    public Task<ErasurePlan> WeighAsync(string person) => _database.ReadAsync(async connection => Weigh(await HeldPerson.ReadAsync(connection, person)));

    /// <summary>Erases, in one transaction; then the files of documents, and what is known of them. Where these can't be reached, a running server erases them a day later.</summary>
    /// <param name="person">The person's id.</param>
    /// <param name="because">The reason, such as the letter in which it was asked for; kept as a proof.</param>
    /// <returns>The data that went and stayed; nothing where it is refused.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer, or the files of documents can't be used.</exception>
    public async Task<ErasurePlan> EraseAsync(string person, string because)
    {
        var now = Instants.InMilliseconds(_clock.GetUtcNow());
        var plan = await _database.WriteAsync(async connection =>
        {
            // Imports neither give the person a policy nor join them with another meanwhile, and whoever opens a session waits.
            await PolicyBook.TakeTurnAsync(_database, connection);
            await PersonRows.TakeAsync(connection, person);
            var held = await HeldPerson.ReadAsync(connection, person);
            var weighed = Weigh(held);
            if (weighed.Refusals.Count == 0)
                await EraseAsync(connection, held!, because, now);
            return weighed;
        });
        if (plan.Refusals.Count == 0)
        {
            await EraseUploadsAsync(person);
            await _documents.EraseFilesAsync(person, now, whose => Entry(whose, AuditSubject.Documents, now));
        }
        return plan;
    }

    /// <summary>An upload that is over still has the file's name. Where its pieces can't be reached the upload's own due row removes both (<see cref="DocumentOptions.UploadKept"/>).</summary>
    private async Task EraseUploadsAsync(string person)
    {
        foreach (var file in await _uploads.SettledFilesAsync(person))
            await _files.DeleteAsync(file);
        await _uploads.RemoveSettledAsync(person);
    }

    private static AuditEntry Entry(string person, AuditSubject what, DateTimeOffset now, string? session = null) =>
        ErasureRows.Entry(AuditMember.Console.StaffId, Purpose.Erasure, now, what, [person], session);

    private ErasurePlan Weigh(HeldPerson? person) => person is null
        ? new ErasurePlan(["There is no person with this id. Administrators and auditors find ids by phone, policy or name."], [], [])
        : new ErasurePlan([.. ErasureRules.Refuse(person, _limits.DateOf(_clock.GetUtcNow()))], [.. ErasureRules.Goes(person)], [.. ErasureRules.Stays(person, _terms, _clock.GetUtcNow())]);

    private async Task EraseAsync(DbConnection connection, HeldPerson person, string because, DateTimeOffset now)
    {
        HeldSession[] contacts = [.. person.Contacts];
        string[] appointments = [.. person.Appointments.Where(appointment => !appointment.IsHeld).Select(appointment => appointment.Id)];
        await DocumentErasure.GiveUpAsync(_database, connection, [.. person.Documents.Where(document => !document.IsFollowed).Select(document => document.Id)], now);
        await SessionErasure.EraseAsync(_database, connection, [.. contacts.Select(session => session.Id)], [person.Id], now, [.. contacts.Select(session => Entry(person.Id, AuditSubject.Contact, now, session.Id))]);
        await AppointmentErasure.EraseAsync(_database, connection, appointments, [person.Id], now, EntryOf(appointments.Length, AuditSubject.Appointment));
        await AppointmentErasure.EraseTasksAsync(_database, connection, [.. person.Tasks.Select(task => task.Id)], EntryOf(person.Tasks.Count, AuditSubject.Task));
        await connection.ExecuteAsync("UPDATE rating SET comment = NULL WHERE session IN (SELECT id FROM session WHERE patient = @Id)", new { person.Id });
        var withdrawn = await connection.ExecuteAsync(RecordWrites.TakeConsentBack, new { Person = person.Id, At = now });
        var policies = await connection.ExecuteAsync("DELETE FROM policy WHERE person = @Id", new { person.Id });
        await EndLoginAsync(connection, person, now);
        await connection.ExecuteAsync(
            "INSERT INTO erasure (id, person, because, at) VALUES (@id, @person, @because, @now)", new { id = Guid.CreateVersion7(now).ToString("N"), person = person.Id, because, now });
        await ErasureRows.KeepAsync(connection, [
            .. EntryOf(withdrawn, AuditSubject.Consent).Select(entry => entry with { Deed = AuditDeed.Changed }), .. EntryOf(policies, AuditSubject.Policy),
            Entry(person.Id, AuditSubject.Phone, now), .. EntryOf(person.HasRecord ? 0 : 1, AuditSubject.Persons)]);

        AuditEntry[] EntryOf(int count, AuditSubject what) => count > 0 ? [Entry(person.Id, what, now)] : [];
    }

    /// <summary>The number is nobody's by this person any more: where nobody else has it, its account is over, and messages to it go.</summary>
    private async Task EndLoginAsync(DbConnection connection, HeldPerson person, DateTimeOffset now)
    {
        if (person is { Phone: { } phone, SharesPhone: false })
            await connection.ExecuteAsync("DELETE FROM notice WHERE phone = @phone", new { phone });
        if (person.HasRecord)
            await connection.ExecuteAsync("UPDATE person SET phone = NULL, phone_since = NULL WHERE id = @Id", new { person.Id });
        else
            await connection.ExecuteAsync("DELETE FROM person WHERE id = @Id", new { person.Id });
        var ended = await LeftNumbers.EndErasedAsync(_database, connection, person.Phone is null ? [] : [person.Phone], now);
        await NoticeRecords.ForgetAsync(connection, ended);
        // Consents name former accounts for years, by their ids; nobody looks at the number.
        await connection.ExecuteAsync(
            $"UPDATE former_account SET phone = '' WHERE {_database.In("id", "ended")} OR id IN (SELECT c.account FROM consent c WHERE c.person = @Id)", new { ended = _database.List(ended), person.Id });
    }
}
