using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The gate to the documents of Medcards: an account has those of its persons; staff name a reader, <see cref="MedcardRules"/> decide, and an entry is stored before anything is shown.</summary>
internal sealed class MedcardDocuments(IDocuments documents, Medcards medcards, InsurerBook insurers, IOptions<LimitOptions> limits, TimeProvider clock)
{
    private DateOnly Today => limits.Value.DateOf(clock.GetUtcNow());

    /// <summary>The documents of a person whom the account holds, newest first, and why it may add none.</summary>
    /// <returns>Them, or refused: notFound.</returns>
    public async Task<Reply<OwnDocuments>> Own(AccountId account, PatientId patient) =>
        await Held(account, patient) is { } person ? new OwnDocuments(await documents.OfAsync(patient), await RefuseAdding(person)) : Refusal.NotFound;

    /// <summary>A document of a person whom the account holds; null for any other, and for one that was removed.</summary>
    public async Task<DocumentRecord?> Own(AccountId account, DocumentId document) => await Ever(account, document) is { HiddenAt: null } found ? found : null;

    /// <summary>Gives a document of a person whom the account holds another name.</summary>
    /// <returns>The document, or refused: notFound, commandReused.</returns>
    public async Task<Reply<DocumentRecord>> Rename(AccountId account, RecordCommand command, DocumentId document, string name) =>
        await Ever(account, document) is null ? Refusal.NotFound : await documents.RenameAsync(command, document, name);

    /// <summary>Removes a document of a person whom the account holds; once removed it stays so.</summary>
    /// <returns>False for any other.</returns>
    public async Task<bool> Hide(AccountId account, DocumentId document, DateTimeOffset now)
    {
        if (await Ever(account, document) is not { } found)
            return false;
        if (found.HiddenAt is null)
            await documents.HideAsync(document, now);
        return true;
    }

    /// <summary>The name of the person or representative who adds a document to a person's Medcard.</summary>
    /// <returns>It, or refused: notFound, consentRequired (S2.3).</returns>
    public async Task<Reply<string>> Adding(AccountId account, PatientId patient)
    {
        var family = await Family(account);
        if (family.FirstOrDefault(member => member.Id == patient) is not { } person)
            return Refusal.NotFound;
        return await RefuseAdding(person) is { } refusal ? refusal : new Reply<string>(PatientSnapshots.ActsFor(person, family, Today), null);
    }

    /// <summary>Adds the document that an upload became.</summary>
    public Task<DocumentRecord> Add(string upload, DocumentRecord document) => documents.AddAsync(upload, document);

    /// <summary>A document that was added, for the word about it; null when it was removed since.</summary>
    public async Task<DocumentView?> Added(DocumentId document) => await documents.FindAsync(document) is { HiddenAt: null } found ? found.View : null;

    /// <summary>How many of some documents are this person's and shown, for the platform's decisions.</summary>
    public async Task<IReadOnlyList<DocumentId>> Known(Reader reader, PatientId patient, IReadOnlyCollection<string> asked) =>
        MedcardRules.May(reader, Purpose.Decision) ? [.. (await documents.OfAsync(patient)).Select(document => document.View.DocumentId).Where(id => asked.Contains(id.Value))] : [];

    /// <summary>Whether a person's side added a document since an instant that is not removed, for the platform's decisions.</summary>
    public async Task<bool> AnySince(Reader reader, PatientId patient, DateTimeOffset at) =>
        MedcardRules.May(reader, Purpose.Decision) && (await documents.OfAsync(patient)).Any(document => document.View.AddedAt >= at);

    /// <summary>A person's documents, for the doctor who treats them.</summary>
    /// <returns>Them, or refused: notFound.</returns>
    public async Task<Reply<IReadOnlyList<DocumentRecord>>> Of(Reader reader, PatientId patient)
    {
        if (!MedcardRules.May(reader, Purpose.Documents))
            return Refusal.NotFound;
        var found = await documents.OfAsync(patient);
        await medcards.Seen(reader, Purpose.Documents, AuditSubject.Documents, patient);
        return new Reply<IReadOnlyList<DocumentRecord>>(found, null);
    }

    /// <summary>A document of a person, for the doctor who treats them; never as it came.</summary>
    /// <returns>It, or refused: notFound.</returns>
    public async Task<Reply<OpenedDocument>> Open(Reader reader, PatientId patient, DocumentId document, DocumentForm form)
    {
        if (!MedcardRules.May(reader, Purpose.Documents) || form == DocumentForm.Original
            || await documents.FindAsync(document) is not { HiddenAt: null } found || found.Patient != patient || found.Open(form) is not { } opened)
            return Refusal.NotFound;
        await medcards.Seen(reader, Purpose.Documents, AuditSubject.Documents, patient);
        return opened;
    }

    private async Task<DocumentRecord?> Ever(AccountId account, DocumentId document) =>
        await documents.FindAsync(document) is { } found && await Holds(account, found.Patient) ? found : null;

    private async Task<Refusal?> RefuseAdding(PersonRecord person) =>
        PatientSnapshots.HasConsent(person, Today, await insurers.ConsentOwnersAsync()) ? null : Refusal.ConsentRequired;

    private async Task<bool> Holds(AccountId account, PatientId patient) => await Held(account, patient) is not null;

    private async Task<PersonRecord?> Held(AccountId account, PatientId patient) =>
        (await Family(account)).FirstOrDefault(person => person.Id == patient);

    private async Task<IReadOnlyList<PersonRecord>> Family(AccountId account) => (await medcards.Family(Reader.Holder, Purpose.Own, account)).People;
}

/// <summary>The documents of a person, for their own side.</summary>
/// <param name="Documents">Newest first.</param>
/// <param name="Barred">Why none may be added, or null.</param>
internal sealed record OwnDocuments(IReadOnlyList<DocumentRecord> Documents, Refusal? Barred);
