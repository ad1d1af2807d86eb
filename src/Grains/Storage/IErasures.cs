using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Erases what was kept for its whole term (<see cref="RetentionLimits"/>), a batch at a time. Each batch is one transaction with the audit entries that name it, so a repeat finds what is left.</summary>
internal interface IErasures
{
    /// <summary>Erases a batch.</summary>
    /// <returns>How many were erased, and whether more may be left.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s, or the files of documents can't be used; the outcome is unknown.</exception>
    Task<(int Erased, bool IsMore)> EraseAsync(Erasable what, RetentionLimits limits);
}

/// <summary>The kinds of data that go when their time is over, in the order in which they do: what makes another's end possible comes first.</summary>
internal enum Erasable
{
    /// <summary>Sessions of nobody who is known.</summary>
    Strangers,

    /// <summary>Sessions without a consultation.</summary>
    Contacts,

    /// <summary>Sessions with a consultation, their conclusions and ratings.</summary>
    MedicalRecords,

    /// <summary>Bookings that were not held, with what happened to them.</summary>
    Appointments,

    /// <summary>Bookings that were held.</summary>
    HeldAppointments,

    /// <summary>Documents that were removed: given up, their files go a day later.</summary>
    RemovedDocuments,

    /// <summary>Documents that no consultation followed: likewise.</summary>
    Documents,

    /// <summary>Finished tasks.</summary>
    Tasks,

    /// <summary>Consents that were withdrawn.</summary>
    Consents,

    /// <summary>Policies that ended.</summary>
    Policies,

    /// <summary>Persons of whom nothing else is kept, with their consents and the accounts of their numbers.</summary>
    Persons,

    /// <summary>The reasons of erasures that somebody asked for.</summary>
    Requests,

    /// <summary>Accounts of numbers that everybody left, when no consent names them.</summary>
    FormerAccounts,

    /// <summary>The files of documents that were given up, and what is known of these.</summary>
    Files,
}
