using System.Collections.Concurrent;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Grains;

/// <summary>Persons and staff as a test declares them.</summary>
internal sealed class Records : IPeople, IAccounts, IStaffRecords
{
    private readonly ConcurrentDictionary<PatientId, PersonRecord> _people = new();
    private readonly ConcurrentDictionary<StaffId, StaffRecord> _staff = new();
    private readonly ConcurrentDictionary<string, AccountId> _accounts = new();
    private readonly ConcurrentDictionary<AccountId, bool> _former = new();

    /// <summary>The clinic's database, in which the journal finds that a person is there.</summary>
    public string? Database { get; set; }

    public AccountId Add(PersonRecord person)
    {
        Put(person.Id);
        _people[person.Id] = person;
        return _accounts.GetOrAdd(person.Phone ?? person.Id.Value, phone => new AccountId("a" + Guid.NewGuid().ToString("N")));
    }

    /// <summary>Everybody left the account's number, as an import sees it.</summary>
    public void End(AccountId account)
    {
        _accounts.TryRemove(_accounts.Single(pair => pair.Value == account));
        _former[account] = true;
    }

    private void Put(PatientId person)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO person (id, name, name_key, birth_date, sex) VALUES ($id, '', '', '1990-05-01', 'female') ON CONFLICT DO NOTHING";
        command.Parameters.AddWithValue("$id", person.Value);
        command.ExecuteNonQuery();
    }

    public Task<bool> IsFormerAsync(AccountId account) => Task.FromResult(_former.ContainsKey(account));

    public void Add(StaffRecord staff) => _staff[staff.Id] = staff;

    public Task<AccountId> AccountOfAsync(string phone, DateTimeOffset now) => Task.FromResult(_accounts.GetOrAdd(phone, _ => new AccountId("a" + Guid.NewGuid().ToString("N"))));

    public Task<string?> PhoneOfAsync(AccountId account) => Task.FromResult<string?>(_accounts.FirstOrDefault(pair => pair.Value == account).Key);

    public Task<IReadOnlyList<PersonRecord>> OfPhoneAsync(string phone) =>
        Task.FromResult<IReadOnlyList<PersonRecord>>([.. _people.Values.Where(person => person.Phone == phone).OrderBy(person => person.BirthDate)]);

    public Task<PersonRecord?> FindAsync(PatientId patient) => Task.FromResult(_people.GetValueOrDefault(patient));

    public async Task<AccountId?> LoginOfAsync(PatientId patient, DateTimeOffset now) =>
        _people.GetValueOrDefault(patient)?.Phone is { } phone ? await AccountOfAsync(phone, now) : null;

    public Task<IReadOnlyList<PersonRecord>> FindByPolicyAsync(string number) =>
        Task.FromResult<IReadOnlyList<PersonRecord>>([.. _people.Values.Where(person => person.Policies.Any(policy => policy.Number == number))]);

    public Task<IReadOnlyList<PersonRecord>> SearchAsync(PersonQuery query, int limit) =>
        Task.FromResult<IReadOnlyList<PersonRecord>>([.. _people.Values.Where(person => query.Phone is not null ? person.Phone == query.Phone
            : query.PolicyNumber is not null ? person.Policies.Any(policy => policy.Number == query.PolicyNumber)
            : NameLikeness.Distance(query.Words, Folding.Name(person.Name)) is not null).Take(limit)]);

    public Task<IReadOnlyList<NamedPerson>> NamesAsync(IReadOnlyCollection<PatientId> patients) =>
        Task.FromResult<IReadOnlyList<NamedPerson>>([.. patients.Select(patient => _people.GetValueOrDefault(patient)).OfType<PersonRecord>().Select(person => new NamedPerson(person.Id, person.Name, person.BirthDate))]);

    public Task<bool> BindPhoneAsync(PatientId patient, string phone, AuditEntries entries)
    {
        var person = _people[patient];
        var fits = person.Phone is null || person.Phone == phone;
        if (fits)
            _people[patient] = person with { Phone = phone };
        return Task.FromResult(fits);
    }

    public Task<ConfirmedConsent?> ConsentAsync(PatientId patient, string textVersion) => Task.FromResult<ConfirmedConsent?>(null);

    public Task<Reply<Done>> WithdrawConsentAsync(RecordCommand command, PatientId patient)
    {
        _people[patient] = _people[patient] with { Consents = [] };
        return Task.FromResult<Reply<Done>>(new Done(command.At));
    }

    public Task<StaffRecord?> FindByLoginAsync(string login) => Task.FromResult(_staff.Values.FirstOrDefault(staff => staff.Login == login));

    /// <summary>Changes a member's record, as the console does.</summary>
    public void Change(StaffId staff, Func<StaffRecord, StaffRecord> change) => _staff[staff] = change(_staff[staff]) with { Version = _staff[staff].Version + 1 };

    /// <summary>How often a member was read alone.</summary>
    public int MembersRead { get; private set; }

    public Task<StaffRecord?> FindAsync(StaffId staff)
    {
        MembersRead++;
        return Task.FromResult(_staff.GetValueOrDefault(staff));
    }

    public Task<IReadOnlyDictionary<StaffId, string>> NamesAsync(IReadOnlyCollection<StaffId> staff) =>
        Task.FromResult<IReadOnlyDictionary<StaffId, string>>(_staff.Values.Where(member => staff.Contains(member.Id)).ToDictionary(member => member.Id, member => member.Name));

    public Task<IReadOnlyList<StaffRecord>> AllAsync() => Task.FromResult<IReadOnlyList<StaffRecord>>([.. _staff.Values]);

    public Task<bool> AddAsync(StaffRecord staff) => Task.FromResult(_staff.TryAdd(staff.Id, staff));

    public Task<long?> ChangePasswordAsync(StaffRecord staff, string hash)
    {
        if (_staff[staff.Id].PasswordHash != staff.PasswordHash)
            return Task.FromResult<long?>(null);
        Change(staff.Id, record => record with { PasswordHash = hash, Generation = record.Generation + 1 });
        return Task.FromResult<long?>(_staff[staff.Id].Generation);
    }
}
