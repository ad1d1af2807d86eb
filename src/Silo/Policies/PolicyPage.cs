namespace Medzdrav.Silo;

/// <summary>A policy as stored.</summary>
internal sealed record PolicyEntry
{
    public required string Number { get; init; }
    public required string Person { get; init; }
    public DateOnly PurchasedOn { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidTo { get; init; }
}

/// <summary>An insured person as stored.</summary>
internal sealed record PersonEntry
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string NameKey { get; init; }
    public DateOnly BirthDate { get; init; }
    public required string Sex { get; init; }
    public string? Phone { get; init; }
}

/// <summary>Some rows of a file beside what is stored of them: decides, row after row, what is new and what changes.</summary>
internal sealed class PolicyPage
{
    private readonly Dictionary<string, PolicyEntry> policies;
    private readonly Dictionary<string, PersonEntry> persons;
    private readonly HashSet<string> newPersons = [];
    private readonly HashSet<string> changedPersons = [];
    private readonly HashSet<string> newPolicies = [];
    private readonly HashSet<string> changedPolicies = [];

    public PolicyPage(IEnumerable<PolicyEntry> policies, IEnumerable<PersonEntry> persons)
    {
        this.policies = policies.ToDictionary(policy => policy.Number);
        this.persons = persons.ToDictionary(person => person.Id);
    }

    public EntryCounts Counts { get; private set; }

    public IEnumerable<PersonEntry> NewPersons => newPersons.Select(id => persons[id]);

    public IEnumerable<PersonEntry> ChangedPersons => changedPersons.Except(newPersons).Select(id => persons[id]);

    public IEnumerable<PolicyEntry> NewPolicies => newPolicies.Select(number => policies[number]);

    public IEnumerable<PolicyEntry> ChangedPolicies => changedPolicies.Except(newPolicies).Select(number => policies[number]);

    public void Enter(PolicyLine line)
    {
        var before = policies.GetValueOrDefault(line.Number);
        var person = Holder(line, before);
        var personChanged = Renew(person, line);
        var policy = new PolicyEntry { Number = line.Number, Person = person?.Id ?? Add(line), PurchasedOn = line.PurchasedOn, ValidFrom = line.ValidFrom, ValidTo = line.ValidTo };
        policies[line.Number] = policy;
        if (before is null)
            newPolicies.Add(line.Number);
        else if (policy != before)
            changedPolicies.Add(line.Number);
        Counts = before is null ? Counts with { Created = Counts.Created + 1 }
            : policy != before || personChanged ? Counts with { Updated = Counts.Updated + 1 }
            : Counts with { Unchanged = Counts.Unchanged + 1 };
    }

    /// <summary>The person of the same policy number, else of the same phone; never somebody of another name or birth date: a history must not change hands.</summary>
    private PersonEntry? Holder(PolicyLine line, PolicyEntry? policy)
    {
        if (policy is not null && persons[policy.Person] is var holder && IsNamed(holder, line))
            return holder;
        return line.Phone is null ? null : persons.Values.FirstOrDefault(person => person.Phone == line.Phone && IsNamed(person, line));
    }

    private static bool IsNamed(PersonEntry person, PolicyLine line) => person.NameKey == line.NameKey && person.BirthDate == line.BirthDate;

    private string Add(PolicyLine line)
    {
        var id = Guid.CreateVersion7().ToString("N");
        persons[id] = new PersonEntry { Id = id, Name = line.Name, NameKey = line.NameKey, BirthDate = line.BirthDate, Sex = Words.Of(line.Sex), Phone = line.Phone };
        newPersons.Add(id);
        return id;
    }

    /// <summary>A phone that the file leaves out is kept: the consultant may have registered it (S2.2).</summary>
    private bool Renew(PersonEntry? person, PolicyLine line)
    {
        if (person is null)
            return false;
        var renewed = person with { Name = line.Name, Sex = Words.Of(line.Sex), Phone = line.Phone ?? person.Phone };
        if (renewed == person)
            return false;
        persons[person.Id] = renewed;
        changedPersons.Add(person.Id);
        return true;
    }
}
