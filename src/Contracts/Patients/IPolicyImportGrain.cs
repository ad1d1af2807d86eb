namespace Medzdrav.Contracts;

/// <summary>An import of policies that comes in pieces from the edge (<c>POST /api/policies/import</c>). Key: the import's id, made by the edge.</summary>
[Alias("IPolicyImportGrain")]
public interface IPolicyImportGrain : IGrainWithStringKey
{
    /// <summary>The next piece of the file. Returns when it is taken up: back-pressure. A repeat of a piece taken before is ignored.</summary>
    /// <param name="offset">Where in the file the piece begins.</param>
    /// <param name="piece">At most 256 KiB.</param>
    /// <param name="insurer">The insurer whose policies they are, said with the first piece; null for the default insurer.</param>
    /// <returns>Where the import stands, or refused: invalid (a gap, or the import is over: begin again).</returns>
    [Alias("Append")] Task<Reply<ImportProgress>> Append(long offset, byte[] piece, InsurerId? insurer = null);

    /// <summary>The same for a file that is only to be checked: it is reported what entering it would come to, and nothing is stored.</summary>
    /// <param name="offset">Where in the file the piece begins.</param>
    /// <param name="piece">At most 256 KiB.</param>
    /// <param name="insurer">The insurer whose policies they are.</param>
    /// <returns>Where the check stands, or refused: invalid (a gap, or it is over: begin again).</returns>
    [Alias("Try")] Task<Reply<ImportProgress>> Try(long offset, byte[] piece, InsurerId insurer);

    /// <summary>The file is complete. Idempotent; ask <see cref="Progress"/> for the report.</summary>
    /// <returns>Where the import stands, or refused: invalid.</returns>
    [Alias("Finish")] Task<Reply<ImportProgress>> Finish(long length);

    /// <summary>Where the import stands. An upload of which nothing came for 60 s ends with what is stored by then.</summary>
    /// <returns>Progress, or refused: notFound.</returns>
    [Alias("Progress")] Task<Reply<ImportProgress>> Progress();
}

/// <summary>Where an import stands.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Report">The counts of rows; null until it is over.</param>
/// <param name="Failed">True when storage failed midway: what is stored stays, import the file again.</param>
[GenerateSerializer, Immutable, Alias("ImportProgress")]
public sealed record ImportProgress([property: Id(0)] int Rows, [property: Id(1)] ImportReport? Report, [property: Id(2)] bool Failed);
