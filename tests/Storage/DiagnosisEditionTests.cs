using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Two imports of the classification of diseases at once.</summary>
public abstract class DiagnosisEditionTests(ClassStorage storage)
{
    private readonly DiagnosisImport import = storage.Get<DiagnosisImport>();
    private readonly IDiagnosisRecords records = storage.Get<IDiagnosisRecords>();

    [Fact]
    public async Task Of_two_editions_at_once_one_stands_and_it_stands_whole()
    {
        string[] files = [await FileAsync('K', "А"), await FileAsync('L', "Б")];
        for (var round = 0; round < 8; round++)
        {
            await Task.WhenAll(files.Select(file => import.RunAsync(file, dryRun: false)));

            var stands = await records.AllAsync();
            Assert.Equal((400, 1), (stands.Count, stands.Select(row => row.Diagnosis.Title[0]).Distinct().Count()));
        }
        Array.ForEach(files, File.Delete);
    }

    private static async Task<string> FileAsync(char chapter, string title)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "Код;Название\n" + string.Join('\n', Enumerable.Range(0, 400).Select(i => string.Create(null, $"{chapter}{i / 10:00}.{i % 10};{title} {i}"))));
        return file;
    }
}

public sealed class SqliteDiagnosisEditionTests(SqliteStorage storage) : DiagnosisEditionTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresDiagnosisEditionTests(PostgresStorage storage) : DiagnosisEditionTests(storage), IClassFixture<PostgresStorage>;
