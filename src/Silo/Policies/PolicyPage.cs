using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>Some rows of an insurer's file beside what is stored of them: decides, row after row, what is new and what changes.</summary>
internal sealed class PolicyPage
{
    private const string OtherPhone = "Другая страховая компания прислала для этого человека другой телефон: номер для входа оставлен прежним";
    private const string DoubtfulNumber = "Под этим номером был полис человека с другим именем или другой датой рождения: заведена отдельная запись, медконсультанту создана задача: один ли это человек";
    private const string DoubtfulName = "Человек с таким ФИО и датой рождения уже есть: заведена отдельная запись, медконсультанту создана задача: один ли это человек";
    private const string NumberOfAnother = "Под этим номером был полис другого человека: теперь он у нового";
    private const string OtherName = "Этот человек застрахован и в другой компании: ФИО и пол оставлены прежними";

    private readonly InsurerId _insurer;
    private readonly string _run;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, PolicyEntry> _policies;
    private readonly Dictionary<string, string> _numbers = [];
    private readonly Dictionary<string, PersonEntry> _persons;
    private readonly Dictionary<string, HashSet<string>> _phones = [];
    private readonly HashSet<string> _newPersons = [];
    private readonly HashSet<string> _changedPersons = [];
    private readonly Dictionary<string, PersonEntry> _moved = [];
    private readonly HashSet<string> _newPolicies = [];
    private readonly HashSet<string> _changedPolicies = [];
    private readonly ILookup<string, OthersPolicy> _others;
    private readonly Dictionary<(string NameKey, DateOnly BirthDate), List<string>> _named = [];
    private readonly List<PersonDoubt> _doubts = [];
    private readonly List<(int Line, int First)> _contradictions = [];
    private readonly List<(int Line, string Reason)> _noted = [];
    private EntryCounts _counts;

    /// <param name="insurer">The insurer whose file it is.</param>
    /// <param name="run">The import.</param>
    /// <param name="now">For persons who come to a number that others have.</param>
    /// <param name="policies">The insurer's own policies of the rows' numbers.</param>
    /// <param name="persons">Their holders, and everybody of the rows' phones, and of the names and birth dates of rows with a new policy.</param>
    /// <param name="others">The policies that other insurers have with these persons.</param>
    public PolicyPage(InsurerId insurer, string run, DateTimeOffset now, IEnumerable<PolicyEntry> policies, IEnumerable<PersonEntry> persons, IEnumerable<OthersPolicy> others)
    {
        (_insurer, _run, _now) = (insurer, run, now);
        _others = others.ToLookup(policy => policy.Person);
        _policies = policies.ToDictionary(policy => policy.Number);
        foreach (var policy in _policies.Values)
            _numbers.TryAdd(policy.NumberKey, policy.Number);
        _persons = persons.ToDictionary(person => person.Id);
        foreach (var person in _persons.Values)
            List(person);
    }

    public EntryOutcome Outcome => new(_counts, _contradictions, _noted);

    public IReadOnlyList<PersonEntry> NewPersons => [.. _newPersons.Select(id => _persons[id])];

    public IReadOnlyList<PersonEntry> ChangedPersons => [.. _changedPersons.Except(_newPersons).Select(id => _persons[id])];

    /// <summary>The persons who have another number to sign in by from now on.</summary>
    public IReadOnlyCollection<string> MovedPersons => [.. Moved.Select(before => before.Id)];

    /// <summary>The numbers that these had until now.</summary>
    public IReadOnlyCollection<string> LeftNumbers => [.. Moved.Select(before => before.Phone!).Distinct()];

    public IReadOnlyList<PolicyEntry> NewPolicies => [.. _newPolicies.Select(number => _policies[number])];

    public IReadOnlyList<PolicyEntry> ChangedPolicies => [.. _changedPolicies.Except(_newPolicies).Select(number => _policies[number])];

    /// <summary>New persons of whom it is doubtful that they are new.</summary>
    public IReadOnlyList<PersonDoubt> Doubts => _doubts;

    /// <summary>As they were before the rows; whom one row moves away and another one back has not moved.</summary>
    private IEnumerable<PersonEntry> Moved => _moved.Values.Where(before => !_newPersons.Contains(before.Id) && _persons[before.Id].Phone != before.Phone);

    public void Enter(PolicyLine line)
    {
        var before = Known(line);
        if (before is { ImportLine: { } first } && before.ImportRun == _run)
            Repeat(line, before, first);
        else
            Enter(line, before);
    }

    /// <summary>The same policy, however its number is typed; where an earlier version stored two of one key, the one of the same spelling.</summary>
    private PolicyEntry? Known(PolicyLine line) =>
        _policies.GetValueOrDefault(line.Number) ?? (_numbers.TryGetValue(line.NumberKey, out var number) ? _policies[number] : null);

    private void Repeat(PolicyLine line, PolicyEntry before, int first)
    {
        if (before.ImportDigest == line.Digest)
            _counts = _counts with { Unchanged = _counts.Unchanged + 1 };
        else
            _contradictions.Add((line.Line, first));
    }

    private void Enter(PolicyLine line, PolicyEntry? before)
    {
        var person = Holder(line, before);
        var personChanged = Renew(person, line, before);
        var holder = person?.Id ?? Add(line);
        if (person is null)
            Doubt(line, before, holder);
        var policy = new PolicyEntry
        {
            Insurer = _insurer.Value,
            Number = before?.Number ?? line.Number,
            NumberKey = line.NumberKey,
            Person = holder,
            PurchasedOn = line.PurchasedOn,
            ValidFrom = line.ValidFrom,
            ValidTo = line.ValidTo,
            Phone = line.Phone ?? before?.Phone,
            ImportRun = _run,
            ImportLine = line.Line,
            ImportDigest = line.Digest,
        };
        _policies[policy.Number] = policy;
        _numbers.TryAdd(policy.NumberKey, policy.Number);
        (before is null ? _newPolicies : _changedPolicies).Add(policy.Number);
        foreach (var remark in line.Remarks)
            _noted.Add((line.Line, remark));
        _counts = before is null ? _counts with { Created = _counts.Created + 1 }
            : personChanged || !policy.SaysTheSame(before) ? _counts with { Updated = _counts.Updated + 1 }
            : _counts with { Unchanged = _counts.Unchanged + 1 };
    }

    /// <summary>The person of the same policy number, else of the same phone; never somebody of another name or birth date: a history must not change hands.</summary>
    private PersonEntry? Holder(PolicyLine line, PolicyEntry? policy)
    {
        if (policy is not null && _persons[policy.Person] is var holder && holder.IsNamed(line, onSamePolicy: true))
            return holder;
        var sharing = line.Phone is { } phone && _phones.TryGetValue(phone, out var ids) ? ids.Select(id => _persons[id]).Where(person => person.IsNamed(line, onSamePolicy: false)) : [];
        return sharing.OrderBy(person => person.NameKey != line.NameKey).ThenBy(person => person.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>A new person is never silently taken for one who is there; whether they are one is a consultant's decision. A number with another name and another birth date was given to somebody else.</summary>
    private void Doubt(PolicyLine line, PolicyEntry? before, string sent)
    {
        if (before is not null)
        {
            var holder = _persons[before.Person];
            var isDoubtful = holder.BirthDate == line.BirthDate || holder.NameKey == line.NameKey;
            _noted.Add((line.Line, isDoubtful ? DoubtfulNumber : NumberOfAnother));
            if (isDoubtful)
                _doubts.Add(new PersonDoubt(MatchReason.SameNumber, sent, holder.Id));
        }
        else if (_named[(line.NameKey, line.BirthDate)].Find(id => id != sent) is { } namesake)
        {
            _noted.Add((line.Line, DoubtfulName));
            _doubts.Add(new PersonDoubt(MatchReason.SameName, sent, namesake));
        }
    }

    private string Add(PolicyLine line)
    {
        var id = Guid.CreateVersion7().ToString("N");
        _persons[id] = new PersonEntry { Id = id, Name = line.Name, NameKey = line.NameKey, BirthDate = line.BirthDate, Sex = Words.Of(line.Sex), Phone = line.Phone, PhoneSince = SinceOf(line.Phone) };
        List(_persons[id]);
        _newPersons.Add(id);
        return id;
    }

    private bool Renew(PersonEntry? person, PolicyLine line, PolicyEntry? before)
    {
        if (person is null)
            return false;
        var renewed = Renewed(person, line, before);
        if (renewed == person)
            return false;
        if (person.Phone != renewed.Phone)
            renewed = Move(person, renewed);
        _persons[person.Id] = renewed;
        List(renewed);
        _changedPersons.Add(person.Id);
        return true;
    }

    /// <summary>The person has another number from now on.</summary>
    private PersonEntry Move(PersonEntry person, PersonEntry renewed)
    {
        if (person.Phone is { } left)
        {
            _phones[left].Remove(person.Id);
            _moved.TryAdd(person.Id, person);
        }
        var isBack = _moved.TryGetValue(person.Id, out var before) && before.Phone == renewed.Phone;
        return renewed with { PhoneSince = isBack ? before!.PhoneSince : SinceOf(renewed.Phone) };
    }

    /// <summary>Null for the first ones of a number, which nobody has now nor had before the rows.</summary>
    private DateTimeOffset? SinceOf(string? phone) => phone is not null && _phones.ContainsKey(phone) ? _now : null;

    /// <summary>A phone that the file leaves out is kept: the consultant may have registered it (S2.2). One that a policy only repeats gives way to what another policy of the person said before this file. Of a person whom others insure, too, nothing is changed by one insurer alone: whoever has the phone reads the whole Medcard.</summary>
    private PersonEntry Renewed(PersonEntry person, PolicyLine line, PolicyEntry? before)
    {
        var sent = person with { Name = line.Name, NameKey = line.NameKey, Sex = Words.Of(line.Sex), Phone = line.Phone ?? person.Phone };
        if (!_others[person.Id].Any())
            return person.Phone is not null && before?.Phone is { } repeated && repeated == line.Phone && !_moved.ContainsKey(person.Id) ? sent with { Phone = person.Phone } : sent;
        if (sent == person)
            return sent;
        if (sent.Phone != person.Phone && _others[person.Id].Any(policy => policy.Phone != sent.Phone))
        {
            _noted.Add((line.Line, OtherPhone));
            sent = sent with { Phone = person.Phone };
        }
        if (sent with { Phone = person.Phone } == person)
            return sent;
        _noted.Add((line.Line, OtherName));
        return person with { Phone = sent.Phone };
    }

    private void List(PersonEntry person)
    {
        if (!_named.TryGetValue((person.NameKey, person.BirthDate), out var named))
            _named[(person.NameKey, person.BirthDate)] = named = [];
        if (!named.Contains(person.Id))
            named.Add(person.Id);
        if (person.Phone is not { } phone)
            return;
        if (!_phones.TryGetValue(phone, out var ids))
            _phones[phone] = ids = [];
        ids.Add(person.Id);
    }
}
