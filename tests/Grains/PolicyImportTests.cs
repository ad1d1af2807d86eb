using System.Globalization;
using System.Text;
using Medzdrav.Contracts;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Grains;

public sealed class PolicyImportTests(Clinic clinic) : IClassFixture<Clinic>
{
    private const string Header = "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон\n";
    private readonly IPolicyImportGrain import = clinic.Grains.GetGrain<IPolicyImportGrain>(Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task A_file_in_pieces_is_imported_whole()
    {
        var file = File(5000);
        for (var offset = 0; offset < file.Length; offset += 10_001)
            Assert.NotNull((await import.Append(offset, file[offset..Math.Min(offset + 10_001, file.Length)])).Value);
        Assert.NotNull((await import.Finish(file.Length)).Value);
        Assert.NotNull((await import.Finish(file.Length)).Value);

        var progress = await Over(import);

        Assert.Equal((5000, 5000, 0), (progress.Rows, progress.Report!.Created, progress.Report.BadCount));
    }

    [Fact]
    public async Task A_piece_that_comes_again_counts_once()
    {
        var file = File(10);
        await import.Append(0, file[..300]);
        Assert.NotNull((await import.Append(0, file[..300])).Value);
        await import.Append(300, file[300..]);
        Assert.NotNull((await import.Append(0, file[..300])).Value);
        await import.Finish(file.Length);

        Assert.Equal((10, 0), await Counts());
    }

    [Fact]
    public async Task A_gap_an_overlap_and_a_wrong_length_are_refused()
    {
        var file = File(10);
        Assert.Equal(Refusal.NotFound, (await import.Progress()).Refusal);
        Assert.Equal(Refusal.Invalid, (await import.Finish(0)).Refusal);
        Assert.Equal(Refusal.Invalid, (await import.Append(5, file)).Refusal);
        Assert.Equal(Refusal.Invalid, (await import.Append(0, new byte[256 * 1024 + 1])).Refusal);
        await import.Append(0, file[..300]);
        Assert.Equal(Refusal.Invalid, (await import.Append(301, file[301..])).Refusal);
        Assert.Equal(Refusal.Invalid, (await import.Append(299, file[299..])).Refusal);
        Assert.Equal(Refusal.Invalid, (await import.Finish(file.Length)).Refusal);
        await import.Append(300, file[300..]);
        await import.Finish(file.Length);
        Assert.Equal((10, 0), await Counts());
    }

    [Fact]
    public async Task A_file_that_is_none_is_answered_however_much_of_it_comes()
    {
        byte[] piece = [.. "PK\u0003\u0004"u8, .. new byte[200_000]];
        for (var i = 0; i < 20; i++)
            Assert.Null((await import.Append(i * piece.Length, piece)).Refusal);
        Assert.Null((await import.Finish(20 * piece.Length)).Refusal);

        Assert.Contains("Excel", Assert.Single((await Over(import)).Report!.Bad).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abandoned_upload_ends_with_what_is_stored_and_without_its_half_row()
    {
        var file = File(3000);
        await Send(import, file[..^5]);
        // The file is read beside the grain, at its own pace.
        while ((await import.Progress()).Value!.Rows < 1000)
            await clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
        await clinic.Pass(TimeSpan.FromSeconds(61));

        var progress = await Over(import);

        Assert.True(progress.Failed);
        Assert.Null(progress.Report);
        Assert.True((await import.Append(file.Length - 5, file[^5..])).Value!.Failed);
        var again = clinic.Grains.GetGrain<IPolicyImportGrain>(Guid.NewGuid().ToString("N"));
        await Send(again, file);
        await again.Finish(file.Length);
        var report = (await Over(again)).Report!;
        Assert.Equal((3000 - progress.Rows, progress.Rows), (report.Created, report.Unchanged));
        Assert.InRange(report.Unchanged, 1000, 2000);
    }

    [Fact]
    public async Task A_whole_file_is_read_no_further_when_nobody_asks_for_its_report()
    {
        var file = File(3000);
        await using (var writer = new SqliteConnection($"Data Source={clinic.Records.Database};Pooling=False"))
        {
            // The first rows wait for another writer, so that all of the file has come before anything of it is stored.
            await writer.OpenAsync();
            await using var write = writer.BeginTransaction();
            await Send(import, file);
            await import.Finish(file.Length);
            await clinic.Pass(TimeSpan.FromSeconds(61));
        }

        Assert.True((await Over(import)).Failed);
    }

    private static async Task Send(IPolicyImportGrain import, byte[] file)
    {
        for (var offset = 0; offset < file.Length; offset += 100_000)
            Assert.NotNull((await import.Append(offset, file[offset..Math.Min(offset + 100_000, file.Length)])).Value);
    }

    private async Task<(int Created, int Bad)> Counts() => (await Over(import)).Report is { } report ? (report.Created, report.BadCount) : default;

    private async Task<ImportProgress> Over(IPolicyImportGrain import)
    {
        var progress = (await import.Progress()).Value!;
        while (!progress.Failed && progress.Report is null)
        {
            await clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
            progress = (await import.Progress()).Value!;
        }
        return progress;
    }

    private static byte[] File(int rows)
    {
        var run = Guid.NewGuid().ToString("N");
        var lines = Enumerable.Range(0, rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"{run}-{row};01.02.2026;05.02.2026;04.02.2027;Ромашкина Анна {row};01.05.1990;Ж;\n"));
        return Encoding.UTF8.GetBytes(Header + string.Concat(lines));
    }
}
