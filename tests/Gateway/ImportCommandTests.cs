using System.Text;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>The import at the console.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private const string Header = "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-import-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_dry_run_stores_nothing_and_its_report_is_a_CSV_that_a_spreadsheet_opens()
    {
        var (file, report) = (Path.Combine(folder.FullName, "policies.csv"), Path.Combine(folder.FullName, "report.csv"));
        await File.WriteAllLinesAsync(file, [
            Header, "Д-1;01.02.2026;05.02.2026;31.12.2027;Ромашкина Анна;01.05.1990;Ж;", "Д-2;01.02.2026;05.02.2026;31.12.2027;Ромашкина Анна;вчера;Ж;",
            "ДC-3;01.02.2026;05.02.2026;31.12.2027;Ромашкина Ольга;01.05.1990;Ж;"]);

        var trial = await HostCommand.RunAsync("import", file, "--dry-run", "--report", report, "--Storage:DataDirectory", folder.FullName);
        var done = await HostCommand.RunAsync("import", file, "--Storage:DataDirectory", folder.FullName);

        Assert.Equal((0, ""), (trial.ExitCode, trial.Error));
        Assert.StartsWith("A dry run: nothing was stored.", trial.Output, StringComparison.Ordinal);
        Assert.Contains("created 2, updated 0, unchanged 0, left out 1", trial.Output, StringComparison.Ordinal);
        Assert.StartsWith("created 2", done.Output, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), (await File.ReadAllBytesAsync(report))[..3]);
        Assert.Equal(
            ["\"Строка\";\"Что сделано\";\"Причина\"", "\"3\";\"пропущена\";\"«Дата рождения»: не читается, нужна дата вида 31.12.2026\"", "\"4\";\"принята с замечанием\";\"В номере полиса буквы двух алфавитов: похожие сравниваются как одна\""],
            await File.ReadAllLinesAsync(report));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_said_before_anything_is_imported()
    {
        var file = Path.Combine(folder.FullName, "policies.csv");
        await File.WriteAllTextAsync(file, Header);

        var failed = await HostCommand.RunAsync("import", file, "--report", folder.FullName, "--Storage:DataDirectory", Path.Combine(folder.FullName, "data"));

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("can't be written", failed.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "data")));
    }
}
