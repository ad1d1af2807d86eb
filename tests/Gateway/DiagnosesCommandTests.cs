using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>The classification of diseases, imported at the console beside the running platform.</summary>
[Collection(nameof(OnPostgres))]
public sealed class DiagnosesCommandTests(PostgresClinic clinic) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-diagnoses-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_edition_is_tried_reported_imported_and_searched_without_a_restart()
    {
        var (file, report) = (Path.Combine(folder.FullName, "icd10.csv"), Path.Combine(folder.FullName, "report.csv"));
        await File.WriteAllTextAsync(file, "MKB_CODE;MKB_NAME;ACTUAL\nX;БОЛЕЗНИ;1\nR05;Кашель по новой редакции;1\nR05;Кашель;1\nR11;Тошнота и рвота;0\n");

        var trial = await clinic.CommandAsync("diagnoses", "import", file, "--dry-run", "--report", report);
        Assert.StartsWith("A dry run: nothing was stored.", trial, StringComparison.Ordinal);
        Assert.Contains("created 2, updated 0, unchanged 0, gone 0, out of use 1, left out 1", trial, StringComparison.Ordinal);
        Assert.Contains("\"4\";\"пропущена\";", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
        Assert.Contains("created 2", await clinic.CommandAsync("diagnoses", "import", file), StringComparison.Ordinal);
        Assert.Contains("unchanged 2", await clinic.CommandAsync("diagnoses", "import", file), StringComparison.Ordinal);

        await using var doctor = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("therapist4")).AccessToken);
        Assert.Equal(["Кашель по новой редакции"], await UntilAsync(doctor, "R05", titles => titles is ["Кашель по новой редакции"]));
        Assert.Empty(await UntilAsync(doctor, "R11", titles => titles.Length == 0));
        Assert.Equal(["Головная боль"], await UntilAsync(doctor, "R51", titles => titles.Length == 1));
    }

    [Fact]
    public async Task A_file_that_is_none_is_said_in_a_line_and_changes_nothing()
    {
        var file = Path.Combine(folder.FullName, "policies.csv");
        await File.WriteAllTextAsync(file, "Номер полиса;ФИО\n1;Ромашкина\n");

        var failed = await HostCommand.RunAsync("diagnoses", "import", file, "--Storage:DataDirectory", folder.FullName);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("is no classification: the first row has no columns", failed.Error, StringComparison.Ordinal);
    }

    private static async Task<string[]> UntilAsync(Device doctor, string code, Func<string[], bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        using var each = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            string[] titles = [.. (await doctor.Ask<FoundDiagnoses>("FindDiagnoses", code)).Diagnoses.Select(diagnosis => diagnosis.Title)];
            if (holds(titles) || !await each.WaitForNextTickAsync(patience.Token))
                return titles;
        }
    }
}
