using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Files of policies, as insurers send them (S2.1).</summary>
internal interface IPolicyFiles
{
    /// <summary>Imports a file, some rows a transaction: a CSV of any length in constant memory, a workbook of up to 64 MiB. Importing again changes nothing.</summary>
    /// <param name="insurer">The insurer whose policies they are; another insurer's are never changed.</param>
    /// <param name="file">The file; left open.</param>
    /// <param name="progress">Told after each transaction.</param>
    /// <param name="cancellation">Stops between transactions; what is stored by then stays.</param>
    /// <returns>The report of what was done. A file that is neither has that as a bad row.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer, several times on end; import the file again.</exception>
    Task<ImportReport> RunAsync(InsurerId insurer, Stream file, IProgress<ImportStep>? progress = null, CancellationToken cancellation = default);

    /// <summary>Reports what importing the file would come to, and stores nothing.</summary>
    /// <inheritdoc cref="RunAsync" />
    Task<ImportReport> TryAsync(InsurerId insurer, Stream file, IProgress<ImportStep>? progress = null, CancellationToken cancellation = default);

    /// <summary>Enters one policy by the same rules.</summary>
    /// <param name="insurer">The insurer of the policy; another insurer's are never changed.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>As for a file of one row.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer, several times on end.</exception>
    Task<ImportReport> EnterAsync(InsurerId insurer, PolicySent policy, CancellationToken cancellation = default);
}

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="BadCount">Of these left out.</param>
public readonly record struct ImportStep(int Rows, int BadCount);
