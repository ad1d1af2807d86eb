using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The one gate to persons' data: whoever reads a person, a Medcard, a history or a conclusion names a reader and a purpose, <see cref="MedcardRules"/> decide, and an entry is stored before anything is shown. When it can't be stored, nothing is.</summary>
internal sealed partial class Medcards(IPeople people, IAccounts accounts, ISessionRows rows, IConclusions conclusions, IAuditRecords audit, TimeProvider clock)
{
    /// <summary>A person with family and history, for those who are with them.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="patient">The person.</param>
    /// <param name="withFamily">Whether the others of the same number may be shown, too.</param>
    /// <returns>It, or refused: notFound.</returns>
    public async Task<Reply<SeenCard>> Card(Reader reader, PatientId patient, bool withFamily = true)
    {
        if (!MedcardRules.May(reader, Purpose.Treatment) || await people.FindAsync(patient) is not { } person)
            return Refusal.NotFound;
        var family = person.Phone is null || !withFamily ? [] : await people.OfPhoneAsync(person.Phone);
        var history = await rows.CalendarAsync([person.Id]);
        PatientId[] others = [.. family.Select(member => member.Id).Where(id => id != person.Id)];
        await Keep(reader, Purpose.Treatment, [(AuditSubject.Card, [person.Id]), (AuditSubject.History, [person.Id]), .. others.Length > 0 ? [(AuditSubject.Family, others)] : NoMore]);
        return new SeenCard(person, family, history);
    }

    /// <summary>The caller: the persons of the signed-in account, and the person who was identified.</summary>
    /// <returns>Them, or refused: notFound.</returns>
    public async Task<Reply<SeenCaller>> Caller(Reader reader, AccountId? account, PatientId? identified)
    {
        if (!MedcardRules.May(reader, Purpose.Intake))
            return Refusal.NotFound;
        var (phone, family) = await Held(account);
        var person = identified is { } patient ? await people.FindAsync(patient) : null;
        PatientId[] seen = [.. family.Select(member => member.Id), .. person is null ? Nobody : [person.Id]];
        if (seen.Length > 0)
            await Keep(reader, Purpose.Intake, (AuditSubject.Persons, [.. seen.Distinct()]));
        return new SeenCaller(phone, family, person);
    }

    /// <summary>The persons of an account and its number: for the account itself, for the platform's decisions, or for the consultant who signed it in.</summary>
    public async Task<SeenFamily> Family(Reader reader, Purpose purpose, AccountId? account)
    {
        if (!MedcardRules.May(reader, purpose))
            return new SeenFamily(null, []);
        var (phone, family) = await Held(account);
        await Keep(reader, purpose, (AuditSubject.Persons, [.. family.Select(person => person.Id)]));
        return new SeenFamily(phone, family);
    }

    /// <summary>A person, for the platform's decisions; null when unknown.</summary>
    public async Task<PersonRecord?> Person(Reader reader, PatientId patient) =>
        MedcardRules.May(reader, Purpose.Decision) ? await people.FindAsync(patient) : null;

    /// <summary>The account of the number that a person signs in by, for the platform's decisions; null where there is no number.</summary>
    public async Task<AccountId?> Login(Reader reader, PatientId patient) =>
        MedcardRules.May(reader, Purpose.Decision) ? await accounts.LoginOfAsync(patient, clock.GetUtcNow()) : null;

    /// <summary>The account of a number, for the platform's decisions; null where the number is no insured person's login.</summary>
    public async Task<AccountId?> LoginAt(Reader reader, string phone) =>
        MedcardRules.May(reader, Purpose.Decision) && await people.OfPhoneAsync(phone) is [_, ..] ? await accounts.AccountOfAsync(phone, clock.GetUtcNow()) : null;

    /// <summary>Persons by phone or its end, policy number, name and birth date. One entry names all that it showed.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="purpose">For what the person is looked for.</param>
    /// <param name="query">The facts that are known of them.</param>
    /// <param name="limit">How many are shown.</param>
    /// <returns>At most one more than are shown; refused: notFound.</returns>
    public async Task<Reply<IReadOnlyList<PersonRecord>>> Search(Reader reader, Purpose purpose, PersonQuery query, int limit)
    {
        if (purpose is not (Purpose.Search or Purpose.Audit) || !MedcardRules.May(reader, purpose))
            return Refusal.NotFound;
        var found = await people.SearchAsync(query, limit + 1);
        await Keep(reader, purpose, (AuditSubject.Persons, [.. found.Take(limit).Select(person => person.Id)]));
        return new Reply<IReadOnlyList<PersonRecord>>(found, null);
    }

    /// <summary>The two persons of an import's doubt; the first is null where it was found to be the second.</summary>
    /// <returns>Them, or refused: notFound.</returns>
    public async Task<Reply<SeenPair>> Pair(Reader reader, PatientId sent, PatientId known)
    {
        if (!MedcardRules.May(reader, Purpose.Matching))
            return Refusal.NotFound;
        var (one, other) = (await people.FindAsync(sent), await people.FindAsync(known));
        if ((other ?? one) is not { } left)
            return Refusal.NotFound;
        await Keep(reader, Purpose.Matching, (AuditSubject.Persons, [.. new[] { one, other }.OfType<PersonRecord>().Select(person => person.Id)]));
        return new SeenPair(other is null ? null : one, left);
    }

    /// <summary>A person whose bookings are shown to those who book.</summary>
    /// <returns>The person, or refused: notFound.</returns>
    public async Task<Reply<PersonRecord>> ForBooking(Reader reader, PatientId patient)
    {
        if (!MedcardRules.May(reader, Purpose.Booking) || await people.FindAsync(patient) is not { } person)
            return Refusal.NotFound;
        await Keep(reader, Purpose.Booking, (AuditSubject.Appointment, [patient]));
        return person;
    }

    /// <summary>A person who is to be booked, with the family and the bookings, for those who book.</summary>
    /// <returns>The person and all of the same number, or refused: notFound.</returns>
    public async Task<Reply<SeenToBook>> ToBook(Reader reader, PatientId patient)
    {
        if (!MedcardRules.May(reader, Purpose.Booking) || await people.FindAsync(patient) is not { } person)
            return Refusal.NotFound;
        var family = person.Phone is null ? [] : await people.OfPhoneAsync(person.Phone);
        PatientId[] others = [.. family.Select(member => member.Id).Where(id => id != patient)];
        await Keep(reader, Purpose.Booking, [(AuditSubject.Card, [patient]), (AuditSubject.Appointment, [patient]), .. others.Length > 0 ? [(AuditSubject.Family, others)] : NoMore]);
        return new SeenToBook(person, family);
    }

    /// <summary>The names and birth dates of those who are booked with a doctor.</summary>
    public async Task<IReadOnlyDictionary<PatientId, NamedPerson>> Booked(Reader reader, IReadOnlyCollection<PatientId> patients)
    {
        if (!MedcardRules.May(reader, Purpose.Booking) || patients.Count == 0)
            return new Dictionary<PatientId, NamedPerson>();
        var named = await people.NamesAsync(patients);
        await Keep(reader, Purpose.Booking, (AuditSubject.Appointment, [.. named.Select(person => person.PatientId)]));
        return named.ToDictionary(person => person.PatientId);
    }

    /// <summary>The person of whom a caller told policy number, full name and birth date. That there is none is an answer, too, and leaves an entry; where it says what does not fit, with whom it was compared.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="told">The number, name and birth date that were told.</param>
    /// <param name="insurer">The session's insurer, or null.</param>
    /// <returns>The person, or refused: personUnknown, insurerRequired, notFound.</returns>
    public async Task<Reply<PersonRecord>> Identified(Reader reader, Identification told, InsurerId? insurer)
    {
        if (!MedcardRules.May(reader, Purpose.Identification))
            return Refusal.NotFound;
        var holders = await people.FindByPolicyAsync(told.PolicyNumber);
        var meant = PolicyNumber.Choose([.. holders.Where(holder => MedcardRules.IsMeant(holder, told))], told.PolicyNumber, told.InsurerId, insurer);
        var (compared, refusal) = meant.Value is { } person ? (person, null)
            : meant.Refusal == Refusal.PersonUnknown ? PolicyNumber.Misfit(holders, told, insurer)
            : (null, meant.Refusal);
        await Keep(reader, Purpose.Identification, (AuditSubject.Persons, compared is null ? [] : [compared.Id]));
        return refusal is null ? meant : refusal;
    }

    /// <summary>Gives a person without a number this one. The entry is stored with it.</summary>
    /// <returns>Whether the person has this number now.</returns>
    public async Task<bool> BindPhone(Reader reader, PatientId patient, string phone) =>
        MedcardRules.May(reader, Purpose.Registration)
        && await people.BindPhoneAsync(patient, phone, Changed(reader, Purpose.Registration, AuditSubject.Phone, patient));

    /// <summary>A person's own calendar.</summary>
    public async Task<IReadOnlyList<CalendarEntry>> Calendar(Reader reader, IReadOnlyCollection<PatientId> own) =>
        MedcardRules.May(reader, Purpose.Own) ? await rows.CalendarAsync(own) : [];

    /// <summary>A conclusion for a person's own side, signed ones only.</summary>
    /// <returns>It, or refused: notFound.</returns>
    public async Task<Reply<ConclusionView>> OwnConclusion(AccountId account, ConclusionId conclusion, int? edition) =>
        await conclusions.FindAsync(conclusion, edition) is { } found && MedcardRules.MaySee(Reader.Holder, found, (await Held(account)).Family)
            ? found.Conclusion
            : Refusal.NotFound;

    /// <summary>A conclusion for the doctor who wrote it; null when there is none of theirs yet.</summary>
    public async Task<ConclusionView?> Conclusion(Reader reader, ConclusionId conclusion, int? edition = null)
    {
        if (await Written(reader, conclusion, edition) is not { } written)
            return null;
        await Keep(reader, Purpose.Conclusion, (AuditSubject.Conclusion, [written.PatientId]));
        return written;
    }

    /// <summary>The same as it was written just now, or is to be signed: the change leaves the entry.</summary>
    public async Task<ConclusionView?> Written(Reader reader, ConclusionId conclusion, int? edition = null) =>
        MedcardRules.May(reader, Purpose.Conclusion) && await conclusions.FindAsync(conclusion, edition) is { } found && MedcardRules.MaySee(reader, found, [])
            ? found.Conclusion
            : null;

    /// <summary>Saves the next version of a draft by the doctor who writes it. The entries about the conclusion are those of its beginning and its signature, with their commits.</summary>
    public async Task<Reply<SavedDraft>> SaveDraft(Reader reader, RecordCommand command, DraftSave draft) =>
        MedcardRules.May(reader, Purpose.Conclusion) && draft.Doctor == reader.Staff ? await conclusions.SaveAsync(command, draft) : Refusal.NotFound;

    /// <summary>A person's consent to a version of a text, for their own side; null where the account does not hold the person, or it was never confirmed.</summary>
    public async Task<(PersonRecord Person, ConfirmedConsent Given)?> OwnConsent(AccountId account, PatientId patient, string textVersion) =>
        (await Held(account)).Family.FirstOrDefault(member => member.Id == patient) is { } person && await people.ConsentAsync(patient, textVersion) is { } given
            ? (person, given)
            : null;

    /// <summary>Takes a person's consent back on their own side's wish, outside any session.</summary>
    public Task<Reply<Done>> WithdrawConsent(RecordCommand command, PatientId own) => people.WithdrawConsentAsync(command, own);

    /// <summary>Stores the entry about data of a person that others than this gate fetch, before they are shown.</summary>
    public Task Seen(Reader reader, Purpose purpose, AuditSubject what, PatientId whose) => Keep(reader, purpose, (what, [whose]));

    /// <summary>The entry about a change, to be stored with it.</summary>
    public AuditEntries Changed(Reader reader, Purpose purpose, AuditSubject what, params PatientId[] whose) =>
        new([Entry(reader, purpose, AuditDeed.Changed, what, whose)]);

    private static readonly (AuditSubject, PatientId[])[] NoMore = [];
    private static readonly PatientId[] Nobody = [];

    private async Task<(string? Phone, IReadOnlyList<PersonRecord> Family)> Held(AccountId? account)
    {
        var phone = account is { } holder ? await accounts.PhoneOfAsync(holder) : null;
        return (phone, phone is null ? [] : await people.OfPhoneAsync(phone));
    }

    private async Task Keep(Reader reader, Purpose purpose, params (AuditSubject What, PatientId[] Whose)[] seen)
    {
        if (MedcardRules.IsKept(reader))
            await audit.AddAsync(new AuditEntries([.. seen.Select(one => Entry(reader, purpose, AuditDeed.Read, one.What, one.Whose))]));
    }

    private AuditEntry Entry(Reader reader, Purpose purpose, AuditDeed deed, AuditSubject what, PatientId[] whose) =>
        new(Instants.InMilliseconds(clock.GetUtcNow()), reader.Staff!.Value, reader.Post!.Value, deed, what, whose, reader.Session, purpose);
}

/// <summary>The parts of a card.</summary>
/// <param name="Person">The person.</param>
/// <param name="Family">All of the same number, the person included.</param>
/// <param name="History">Earlier sessions and the running one, newest first.</param>
internal sealed record SeenCard(PersonRecord Person, IReadOnlyList<PersonRecord> Family, IReadOnlyList<CalendarEntry> History);

/// <summary>A person who is to be booked.</summary>
/// <param name="Person">The person.</param>
/// <param name="Family">All of the same number, the person included.</param>
internal sealed record SeenToBook(PersonRecord Person, IReadOnlyList<PersonRecord> Family);

/// <summary>A caller.</summary>
/// <param name="Phone">The signed-in account's number, or null.</param>
/// <param name="Family">Its persons.</param>
/// <param name="Identified">The person who was identified, or null.</param>
internal sealed record SeenCaller(string? Phone, IReadOnlyList<PersonRecord> Family, PersonRecord? Identified);

/// <summary>Two persons who may be one.</summary>
/// <param name="Sent">As the insurer sent them; null where only one is left.</param>
/// <param name="Known">The one who was there before, or the one who is left.</param>
internal sealed record SeenPair(PersonRecord? Sent, PersonRecord Known);

/// <summary>Whom an account holds.</summary>
/// <param name="Phone">Its number; null for an unknown account.</param>
/// <param name="People">Eldest first.</param>
internal sealed record SeenFamily(string? Phone, IReadOnlyList<PersonRecord> People);
