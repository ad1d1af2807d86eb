using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Editions of the classification of diseases, one after another.</summary>
public abstract class DiagnosisImportTests(ClassStorage storage)
{
    private readonly DiagnosisImport import = storage.Get<DiagnosisImport>();
    private readonly IDiagnosisRecords records = storage.Get<IDiagnosisRecords>();

    [Fact]
    public async Task An_edition_takes_the_place_of_the_one_before_and_again_changes_nothing()
    {
        var before = await records.EditionAsync();
        Assert.Equal("created 3, updated 0, unchanged 0, gone 0, out of use 1", await ImportAsync("Код;Название;ACTUAL\nR05;Кашель;1\nR51;Головная боль;1\nI84.9;Геморрой;0\n", dryRun: true));
        Assert.Equal((before, 0), (await records.EditionAsync(), (await records.AllAsync()).Count));

        Assert.Equal("created 3, updated 0, unchanged 0, gone 0, out of use 1", await ImportAsync("Код;Название;ACTUAL\nR05;Кашель;1\nR51;Головная боль;1\nI84.9;Геморрой;0\n"));
        Assert.Equal("created 0, updated 0, unchanged 3, gone 0, out of use 1", await ImportAsync("Код;Название;ACTUAL\nR05;Кашель;1\nR51;Головная боль;1\nI84.9;Геморрой;0\n"));
        Assert.Equal(before + 1, await records.EditionAsync());
        Assert.Equal("created 1, updated 1, unchanged 0, gone 2, out of use 0", await ImportAsync("Код;Название\nR05;Кашель сухой\nR42;Головокружение\n"));

        Assert.Equal(before + 2, await records.EditionAsync());
        Assert.Equal([new(new("R05", "Кашель сухой"), true), new(new("R42", "Головокружение"), true)], await records.AllAsync());
        Assert.Equal("the first row has no columns MKB_CODE and MKB_NAME.", await ImportAsync("Полис\n1\n"));
        Assert.Equal(2, (await records.AllAsync()).Count);

        // As many as the ministry's own directory has, in one transaction.
        var rows = Enumerable.Range(0, 15_000).Select(i => string.Create(null, $"{(char)('A' + (i / 1000))}{i % 1000 / 10:00}.{i % 10};Болезнь {i}"));
        Assert.Equal("created 15000, updated 0, unchanged 0, gone 2, out of use 0", await ImportAsync("Код;Название\n" + string.Join('\n', rows)));
        Assert.Equal(15_000, (await records.AllAsync()).Count);
    }

    private async Task<string> ImportAsync(string text, bool dryRun = false)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text);
        var (report, fault) = await import.RunAsync(file, dryRun);
        File.Delete(file);
        return report is { Rows: var rows } ? string.Create(null, $"created {rows.Created}, updated {rows.Updated}, unchanged {rows.Unchanged}, gone {report.Gone}, out of use {report.OutOfUse}") : fault!;
    }
}

public sealed class SqliteDiagnosisImportTests(SqliteStorage storage) : DiagnosisImportTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresDiagnosisImportTests(PostgresStorage storage) : DiagnosisImportTests(storage), IClassFixture<PostgresStorage>;
