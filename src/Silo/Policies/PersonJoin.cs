using System.Data.Common;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Makes two persons one, and two again. The record that has no history goes, so that no history ever changes hands; what was changed is kept to be taken back.</summary>
internal sealed class PersonJoin(Database database)
{
    // A removed document stays on record, and an upload is a document soon.
    private const string IsInUse =
        """
        SELECT EXISTS (SELECT 1 FROM session WHERE patient = @id) OR EXISTS (SELECT 1 FROM consent WHERE person = @id) OR EXISTS (SELECT 1 FROM appointment WHERE patient = @id)
            OR EXISTS (SELECT 1 FROM document WHERE patient = @id) OR EXISTS (SELECT 1 FROM upload WHERE patient = @id AND document IS NULL AND refusal IS NULL)
        """;

    private const string IsOthers = "SELECT EXISTS (SELECT 1 FROM policy WHERE person IN (@Sent, @Known) AND insurer <> @Insurer)";

    /// <summary>Moves the policies to the person who has a history, else to the one who was there before, and deletes the other record. Name, birth date and number are those that the insurer sent last; of a person whom others insure, too, they stay.</summary>
    /// <param name="connection">In a transaction that has its turn among imports.</param>
    /// <param name="insurer">The insurer whose import it was.</param>
    /// <param name="sentId">The person as sent.</param>
    /// <param name="knownId">The person who was there before.</param>
    /// <param name="task">The doubt, whose persons stay named.</param>
    /// <param name="now">The time.</param>
    /// <returns>The changes, or why there are none.</returns>
    public async Task<(string? Joined, Refusal? Refusal)> JoinAsync(DbConnection connection, InsurerId insurer, string sentId, string knownId, string task, DateTimeOffset now)
    {
        await PersonRows.TakeAsync(connection, sentId, knownId);
        if (await PersonAsync(connection, sentId) is not { } sent || await PersonAsync(connection, knownId) is not { } known)
            return (null, Refusal.NotFound);
        var isSentInUse = await connection.ExecuteScalarAsync<bool>(IsInUse, new { id = sentId });
        if (isSentInUse && await connection.ExecuteScalarAsync<bool>(IsInUse, new { id = knownId }))
            return (null, Refusal.PersonInUse);
        var (source, target) = isSentInUse ? (known, sent) : (sent, known);
        var isOthers = await connection.ExecuteScalarAsync<bool>(IsOthers, new { Sent = sentId, Known = knownId, Insurer = insurer.Value });
        var (first, second) = isOthers ? (known, sent) : (sent, known);
        var phone = first.Phone ?? second.Phone;
        var since = phone == target.Phone ? target.PhoneSince : source.PhoneSince;
        var after = target with { Name = first.Name, NameKey = first.NameKey, BirthDate = first.BirthDate, Sex = first.Sex, Phone = phone, PhoneSince = since };
        var policies = (await connection.QueryAsync<PolicyKey>("SELECT insurer, number FROM policy WHERE person = @Id", new { source.Id })).ToArray();
        await connection.ExecuteAsync("UPDATE policy SET person = @target WHERE person = @source", new { target = target.Id, source = source.Id });
        await connection.ExecuteAsync("DELETE FROM person WHERE id = @Id", new { source.Id });
        foreach (var side in new[] { "sent", "known" })
            await connection.ExecuteAsync($"UPDATE person_match SET {side} = @target WHERE {side} = @source AND task <> @task", new { target = target.Id, source = source.Id, task });
        await ChangeAsync(connection, target, after, [sent.Phone, known.Phone], now);
        return (JsonSerializer.Serialize(new JoinedPersons(source, target, after, policies), WireJson.Options), null);
    }

    /// <summary>Brings the deleted record back with its policies; of the other one is taken back what nobody has changed since.</summary>
    /// <param name="connection">In a transaction that has its turn among imports.</param>
    /// <param name="joined">The answer of <see cref="JoinAsync"/>.</param>
    /// <param name="now">The time.</param>
    /// <returns>Why it can't be; null when it was done.</returns>
    public async Task<Refusal?> PartAsync(DbConnection connection, string joined, DateTimeOffset now)
    {
        var (source, before, after, policies) = JsonSerializer.Deserialize<JoinedPersons>(joined, WireJson.Options)!;
        if (await PersonAsync(connection, before.Id) is not { } target)
            return Refusal.InvalidFor("Эту запись уже объединили с другой: сначала измените то решение.");
        await PolicyBook.Persons.InsertAsync(connection, [source]);
        foreach (var policy in policies)
            await connection.ExecuteAsync("UPDATE policy SET person = @source WHERE insurer = @Insurer AND number = @Number AND person = @target", new { source = source.Id, policy.Insurer, policy.Number, target = target.Id });
        var parted = target with { };
        if ((target.Name, target.BirthDate) == (after.Name, after.BirthDate))
            parted = parted with { Name = before.Name, NameKey = before.NameKey, BirthDate = before.BirthDate, Sex = before.Sex };
        if (target.Phone == after.Phone)
            parted = parted with { Phone = before.Phone, PhoneSince = before.PhoneSince };
        await ChangeAsync(connection, target, parted, [target.Phone], now);
        return null;
    }

    /// <summary>Stores the person as they are from now on, ends the accounts of numbers where nobody is left, and has an open session follow the number.</summary>
    private async Task ChangeAsync(DbConnection connection, PersonEntry before, PersonEntry after, string?[] numbers, DateTimeOffset now)
    {
        if (after == before)
            return;
        await PolicyBook.Persons.UpdateAsync(connection, [after]);
        await LeftNumbers.EndMovedAsync(database, connection, [.. numbers.OfType<string>().Where(number => number != after.Phone).Distinct()], now);
        if (after.Phone != before.Phone)
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Patient, after.Id));
    }

    private static Task<PersonEntry?> PersonAsync(DbConnection connection, string id) =>
        connection.QuerySingleOrDefaultAsync<PersonEntry?>($"SELECT {PolicyBook.Persons.Names} FROM person WHERE id = @id", new { id });

    /// <summary>A policy by its key.</summary>
    private sealed record PolicyKey
    {
        public required string Insurer { get; init; }
        public required string Number { get; init; }
    }

    /// <summary>The changes by which two persons became one.</summary>
    /// <param name="Source">The record that was deleted.</param>
    /// <param name="Before">The other one as it was.</param>
    /// <param name="After">The same as it was made.</param>
    /// <param name="Policies">The policies that were moved to it.</param>
    private sealed record JoinedPersons(PersonEntry Source, PersonEntry Before, PersonEntry After, PolicyKey[] Policies);
}
