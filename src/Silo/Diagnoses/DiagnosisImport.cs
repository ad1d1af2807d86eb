using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>Imports an edition of the classification of diseases: it takes the place of the one imported before, and running silos search in it within 10 s.</summary>
public sealed class DiagnosisImport
{
    private const string Imported = "INSERT INTO diagnosis_import (at, codes) VALUES (@At, @Codes)";

    private static readonly BulkTable<ClassifiedDiagnosis> Table = new(
        "diagnosis", keys: 1,
        new("code", NpgsqlDbType.Text, row => row.Diagnosis.Code),
        new("title", NpgsqlDbType.Text, row => row.Diagnosis.Title),
        new("in_use", NpgsqlDbType.Boolean, row => row.IsInUse));

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal DiagnosisImport(Database database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Imports a file, or says what an import would do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dryRun">Nothing is stored.</param>
    /// <returns>The report, or why the file is none.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer; nothing was stored.</exception>
    public async Task<(DiagnosisReport? Report, string? Fault)> RunAsync(string path, bool dryRun)
    {
        var file = DiagnosisFile.Read(path);
        if (file.Fault is { } fault)
            return (null, fault);
        return (dryRun
            ? await _database.ReadAsync(async connection => (await ChangesAsync(connection, file)).Report)
            : await _database.WriteAsync(connection => StoreAsync(connection, file)), null);
    }

    private async Task<DiagnosisReport> StoreAsync(DbConnection connection, DiagnosisFile file)
    {
        // Of two imports at once the second finds the edition of the first, whole.
        await _database.TakeTurnAsync(connection, "diagnosis");
        var changes = await ChangesAsync(connection, file);
        if (changes.Gone.Count > 0)
            await connection.ExecuteAsync($"DELETE FROM diagnosis WHERE {_database.In("code", "gone")}", new { gone = _database.List(changes.Gone) });
        await Table.PutAsync(connection, changes.Put);
        if (changes.Gone.Count + changes.Put.Count > 0)
            await connection.ExecuteAsync(Imported, new { At = _clock.GetUtcNow(), Codes = file.Rows.Count });
        return changes.Report;
    }

    private static async Task<Changes> ChangesAsync(DbConnection connection, DiagnosisFile file)
    {
        var known = (await connection.QueryAsync<DiagnosisRecords.DiagnosisRow>(DiagnosisRecords.SelectAll)).Select(row => row.Diagnosis()).ToDictionary(row => row.Diagnosis.Code);
        var isNew = file.Rows.ToLookup(row => !known.ContainsKey(row.Diagnosis.Code));
        ClassifiedDiagnosis[] changed = [.. isNew[false].Where(row => known[row.Diagnosis.Code] != row)];
        string[] gone = [.. known.Keys.Except(file.Rows.Select(row => row.Diagnosis.Code))];
        var (created, unchanged) = (isNew[true].Count(), isNew[false].Count() - changed.Length);
        return new Changes([.. isNew[true], .. changed], gone, new DiagnosisReport(
            new ImportReport(created, changed.Length, unchanged, [.. file.Bad], file.Bad.Count, [], 0), gone.Length, file.Rows.Count(row => !row.IsInUse)));
    }

    /// <summary>The changes that an edition makes.</summary>
    private sealed record Changes(IReadOnlyList<ClassifiedDiagnosis> Put, IReadOnlyList<string> Gone, DiagnosisReport Report);
}

/// <summary>The outcome of an import of the classification, or of a trial.</summary>
/// <param name="Rows">Codes that were new, changed or stood so already, and rows left out.</param>
/// <param name="Gone">Codes of the edition before that this one does not have.</param>
/// <param name="OutOfUse">Codes that it lists as not in use: doctors are not offered them.</param>
public sealed record DiagnosisReport(ImportReport Rows, int Gone, int OutOfUse);
