using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The classification of diseases as it was imported at the console.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IDiagnosisRecords
{
    /// <summary>How often a classification was imported: another number, another content.</summary>
    Task<long> EditionAsync();

    /// <summary>All imported diagnoses; none before the first import.</summary>
    Task<IReadOnlyList<ClassifiedDiagnosis>> AllAsync();
}

/// <summary>A diagnosis as a classification lists it.</summary>
/// <param name="Diagnosis">Code and title.</param>
/// <param name="IsInUse">False for a code that the classification keeps and gives to nobody any more.</param>
internal sealed record ClassifiedDiagnosis(Diagnosis Diagnosis, bool IsInUse);
