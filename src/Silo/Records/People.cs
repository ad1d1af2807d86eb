using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Insured persons, policies and accounts.</summary>
internal sealed class People(Database database, TimeProvider clock) : IPeople, IAccounts
{
    private const string SelectPersons = "SELECT p.id, p.name, p.birth_date, p.sex, p.phone FROM person p";

    internal const string HasPolicy = "p.id IN (SELECT o.person FROM policy o WHERE o.number_key = @wanted)";

    private const string InsertAccount =
        """
        INSERT INTO account (id, phone, created_at) VALUES (@Id, @Phone, @Now)
        ON CONFLICT (phone) DO UPDATE SET phone = excluded.phone RETURNING id
        """;

    private const string BindPhone =
        """
        UPDATE person SET phone_since = CASE WHEN EXISTS (SELECT 1 FROM person o WHERE o.phone = @phone) THEN @now END, phone = @phone
        WHERE id = @id AND phone IS NULL
        """;

    private readonly PersonSearch _search = new(database);

    public async Task<AccountId> AccountOfAsync(string phone, DateTimeOffset now)
    {
        var known = await database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>("SELECT id FROM account WHERE phone = @phone", new { phone }));
        var fresh = new { Id = Guid.CreateVersion7(now).ToString("N"), Phone = phone, Now = now };
        return new AccountId(known ?? await database.WriteAsync(connection => connection.QuerySingleAsync<string>(InsertAccount, fresh)));
    }

    public async Task<AccountId?> LoginOfAsync(PatientId patient, DateTimeOffset now)
    {
        var (phone, account) = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<(string? Phone, string? Account)>(
            "SELECT p.phone, a.id FROM person p LEFT JOIN account a ON a.phone = p.phone WHERE p.id = @Value", new { patient.Value }));
        return account is not null ? new AccountId(account)
            : phone is not null ? await AccountOfAsync(phone, now)
            : null;
    }

    public Task<string?> PhoneOfAsync(AccountId account) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>("SELECT phone FROM account WHERE id = @Value", new { account.Value }));

    public Task<bool> IsFormerAsync(AccountId account) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM former_account WHERE id = @Value)", new { account.Value }));

    public Task<IReadOnlyList<PersonRecord>> OfPhoneAsync(string phone) =>
        database.ReadAsync(connection => ReadAsync(connection, "WHERE p.phone = @phone ORDER BY p.birth_date, p.id", new { phone }));

    public async Task<PersonRecord?> FindAsync(PatientId patient) =>
        (await database.ReadAsync(connection => ReadAsync(connection, "WHERE p.id = @Value", new { patient.Value }))).SingleOrDefault();

    public Task<IReadOnlyList<PersonRecord>> FindByPolicyAsync(string number) =>
        database.ReadAsync(connection => OfPolicyAsync(number, wanted => ReadAsync(connection, $"WHERE {HasPolicy} ORDER BY p.id", new { wanted })));

    /// <summary>The holders of the number as it was typed; where nobody has it, as it may have been meant.</summary>
    internal static async Task<IReadOnlyList<TPerson>> OfPolicyAsync<TPerson>(string number, Func<string, Task<IReadOnlyList<TPerson>>> find)
    {
        foreach (var code in Folding.Codes(number))
            if (await find(code) is { Count: > 0 } found)
                return found;
        return [];
    }

    public Task<IReadOnlyList<PersonRecord>> SearchAsync(PersonQuery query, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync<IReadOnlyList<PersonRecord>>(async connection =>
        {
            var nearest = await _search.FindAsync(connection, query, limit);
            var found = (await ReadAsync(connection, $"WHERE {database.In("p.id", "ids")}", new { ids = database.List(nearest) })).ToDictionary(person => person.Id.Value);
            return [.. nearest.Where(found.ContainsKey).Select(id => found[id])];
        });
    }

    public Task<IReadOnlyList<NamedPerson>> NamesAsync(IReadOnlyCollection<PatientId> patients) => database.ReadAsync<IReadOnlyList<NamedPerson>>(async connection =>
        [.. (await connection.QueryAsync<(string Id, string Name, DateOnly BirthDate)>(
            $"SELECT p.id, p.name, p.birth_date FROM person p WHERE {database.In("p.id", "ids")}", new { ids = database.List(patients.Select(patient => patient.Value)) }))
            .Select(person => new NamedPerson(new PatientId(person.Id), person.Name, person.BirthDate))]);

    public Task<bool> BindPhoneAsync(PatientId patient, string phone, AuditEntries entries) => database.WriteAsync(async connection =>
        (await connection.ExecuteAsync(BindPhone, new { id = patient.Value, phone, now = clock.GetUtcNow() }) == 1
            || await connection.ExecuteScalarAsync<string?>("SELECT phone FROM person WHERE id = @Value", new { patient.Value }) == phone)
        && await RecordWrites.ApplyAsync(connection, [entries]));

    public async Task<ConfirmedConsent?> ConsentAsync(PatientId patient, string textVersion) => (await database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<GivenRow>(
        "SELECT text_version, text_hash, confirmed_by, at, withdrawn_at FROM consent WHERE person = @Value AND text_version = @textVersion ORDER BY at DESC LIMIT 1",
        new { patient.Value, textVersion }))) is { } row
            ? new ConfirmedConsent(row.TextVersion, row.TextHash, row.ConfirmedBy, row.At, row.WithdrawnAt)
            : null;

    public Task<Reply<Done>> WithdrawConsentAsync(RecordCommand command, PatientId patient)
    {
        ArgumentNullException.ThrowIfNull(command);
        return database.WriteAsync(connection => CommandRows.OnceAsync<Done>(connection, command, async () =>
        {
            await connection.ExecuteAsync(RecordWrites.TakeConsentBack, new { Person = patient.Value, command.At });
            return new Done(command.At);
        }));
    }

    private async Task<IReadOnlyList<PersonRecord>> ReadAsync(DbConnection connection, string where, object parameters)
    {
        var persons = (await connection.QueryAsync<PersonRow>($"{SelectPersons} {where}", parameters)).ToList();
        if (persons.Count == 0)
            return [];
        var ids = database.List(persons.Select(person => person.Id));
        var policies = (await connection.QueryAsync<PolicyRow>(
            $"SELECT o.person, o.number, o.purchased_on, o.valid_from, o.valid_to, o.insurer, i.name AS insurer_name FROM policy o JOIN insurer i ON i.id = o.insurer WHERE {database.In("o.person", "ids")} ORDER BY o.valid_to DESC, o.number, o.insurer",
            new { ids })).ToLookup(policy => policy.Person);
        var consents = (await connection.QueryAsync<ConsentRow>(
            $"SELECT c.person, c.text_version, c.insurer, i.name AS insurer_name, c.at, c.withdrawn_at FROM consent c JOIN insurer i ON i.id = c.insurer WHERE {database.In("c.person", "ids")} ORDER BY c.at DESC",
            new { ids })).ToLookup(consent => consent.Person);
        return persons.ConvertAll(person => new PersonRecord(
            new PatientId(person.Id),
            person.Name,
            person.BirthDate,
            Words.Read<Sex>(person.Sex),
            person.Phone,
            [.. Standing(consents[person.Id]).Select(consent => new StandingConsent(Named(consent), consent.TextVersion, consent.At))],
            [.. policies[person.Id].Select(policy => new PolicyRecord(policy.Number, policy.PurchasedOn, policy.ValidFrom, policy.ValidTo, new NamedInsurer(new InsurerId(policy.Insurer), policy.InsurerName)))])
        {
            Withdrawn = [.. consents[person.Id].Where(consent => consent.WithdrawnAt is not null).ExceptBy(Standing(consents[person.Id]).Select(consent => consent.Insurer), consent => consent.Insurer).Select(consent => new WithdrawnConsent(Named(consent), consent.TextVersion, consent.WithdrawnAt!.Value))],
        });

        static NamedInsurer Named(ConsentRow consent) => new(new InsurerId(consent.Insurer), consent.InsurerName);
        static IEnumerable<ConsentRow> Standing(IEnumerable<ConsentRow> given) => given.Where(consent => consent.WithdrawnAt is null).DistinctBy(consent => consent.Insurer);
    }

    private sealed class PersonRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public DateOnly BirthDate { get; init; }
        public required string Sex { get; init; }
        public string? Phone { get; init; }
    }

    private sealed class PolicyRow
    {
        public required string Person { get; init; }
        public required string Number { get; init; }
        public DateOnly PurchasedOn { get; init; }
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidTo { get; init; }
        public required string Insurer { get; init; }
        public required string InsurerName { get; init; }
    }

    private sealed class GivenRow
    {
        public required string TextVersion { get; init; }
        public required string TextHash { get; init; }
        public required string ConfirmedBy { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
    }

    private sealed class ConsentRow
    {
        public required string Person { get; init; }
        public required string TextVersion { get; init; }
        public required string Insurer { get; init; }
        public required string InsurerName { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
    }
}
