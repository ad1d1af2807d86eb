using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Erases by rule, whichever kind it is.</summary>
internal sealed class Erasures(Database database, IFiles files) : IErasures
{
    /// <summary>So many of a kind at once: a transaction of hundreds of short rows takes milliseconds.</summary>
    private const int AtOnce = 200;

    private readonly SessionErasure _sessions = new(database);
    private readonly AppointmentErasure _appointments = new(database);
    private readonly DocumentErasure _documents = new(database, files);
    private readonly PersonErasure _persons = new(database);

    public async Task<(int Erased, bool IsMore)> EraseAsync(Erasable what, RetentionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var (erased, read, most) = what switch
        {
            Erasable.Strangers => await _sessions.EraseAsync(SessionErasure.Strangers, limits.Strangers, limits),
            Erasable.Contacts => await _sessions.EraseAsync(SessionErasure.Contacts, limits.Contacts, limits),
            Erasable.MedicalRecords => await _sessions.EraseAsync(SessionErasure.Records, limits.MedicalRecords, limits),
            Erasable.Appointments => await _appointments.EraseAsync(AppointmentErasure.Others, limits.Contacts, limits, AtOnce),
            Erasable.HeldAppointments => await _appointments.EraseAsync(AppointmentErasure.Held, limits.MedicalRecords, limits, AtOnce),
            Erasable.RemovedDocuments => await _documents.GiveUpAsync(DocumentErasure.Removed, limits.RemovedDocuments, limits, AtOnce),
            Erasable.Documents => await _documents.GiveUpAsync(DocumentErasure.Unlooked, limits.Contacts, limits, AtOnce),
            Erasable.Tasks => await _appointments.EraseTasksAsync(limits, AtOnce),
            Erasable.Consents => await _persons.EraseConsentsAsync(limits, AtOnce),
            Erasable.Policies => await _persons.ErasePoliciesAsync(limits, AtOnce),
            Erasable.Persons => await _persons.EraseAsync(limits, AtOnce),
            Erasable.Requests => await _persons.EraseRequestsAsync(limits, AtOnce),
            Erasable.FormerAccounts => await _persons.EraseFormerAccountsAsync(limits, AtOnce),
            Erasable.Files => await _documents.EraseFilesAsync(limits),
            _ => throw new NotSupportedException(what.ToString()),
        };
        return (erased, read == most);
    }
}
