using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The imported classification.</summary>
internal sealed class DiagnosisRecords(Database database) : IDiagnosisRecords
{
    /// <summary>All imported rows.</summary>
    internal const string SelectAll = "SELECT code, title, in_use FROM diagnosis ORDER BY code";

    public Task<long> EditionAsync() => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM diagnosis_import"));

    public Task<IReadOnlyList<ClassifiedDiagnosis>> AllAsync() => database.ReadAsync<IReadOnlyList<ClassifiedDiagnosis>>(async connection =>
        [.. (await connection.QueryAsync<DiagnosisRow>(SelectAll)).Select(row => row.Diagnosis())]);

    /// <summary>A row of the table.</summary>
    internal sealed class DiagnosisRow
    {
        public required string Code { get; init; }
        public required string Title { get; init; }
        public bool InUse { get; init; }

        public ClassifiedDiagnosis Diagnosis() => new(new Diagnosis(Code, Title), InUse);
    }
}
