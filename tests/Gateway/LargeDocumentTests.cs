using System.Security.Cryptography;
using ImageMagick;
using Medzdrav.Contracts;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace Medzdrav.Tests.Gateway;

/// <summary>A document as large as people have them, and the memory that it costs.</summary>
[Collection(nameof(OnSqlite))]
public sealed class LargeDocumentTests(SqliteClinic clinic)
{
    private const int PartBytes = 2 * 1024 * 1024;
    private const long MaxGrowth = 300_000_000;
    private const long MaxWorker = 300_000_000;

    [Fact]
    public async Task A_scan_of_20_MB_becomes_a_document_with_its_pages_and_neither_process_grows_much()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await clinic.PatientAsync();
        await patient.ConsentAsync(consultant);
        var (tus, file) = (new Tus(clinic.Http, patient.Tokens), Scan(20_000_000));
        var before = ResidentOf(clinic.ProcessId);
        using var over = new CancellationTokenSource();
        var peaks = PeaksAsync(over.Token);

        var upload = await tus.BegunAsync(patient.Person.PatientId, "снимки МРТ.pdf", file.Length);
        for (var at = 0; at < file.Length; at += PartBytes)
            await tus.PatchAsync(upload, at, file[at..Math.Min(file.Length, at + PartBytes)]);
        var document = (await tus.OverAsync(upload)).DocumentId;
        await over.CancelAsync();

        var listed = Assert.Single((await clinic.DocumentsAsync(patient)).Documents);
        Assert.Equal((document!.Value, DocumentKind.Pdf, (long)file.Length), (listed.DocumentId, listed.Kind, listed.Bytes));
        Assert.InRange(listed.Pages!.Value, 5, 15);
        using var page = await clinic.GetAsync($"/api/documents/{document}", patient.Tokens);
        Assert.Equal(SHA256.HashData(file), SHA256.HashData(await page.Content.ReadAsByteArrayAsync()));
        var (host, worker) = await peaks;
        Assert.InRange(host - before, long.MinValue, MaxGrowth);
        Assert.InRange(worker, 1, MaxWorker);
    }

    /// <summary>The most that the host and the process that opens files had resident until it is over.</summary>
    private async Task<(long Host, long Worker)> PeaksAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var (host, worker) = (0L, 0L);
        while (!over.IsCancellationRequested)
        {
            host = Math.Max(host, ResidentOf(clinic.ProcessId));
            foreach (var process in WorkersOf(clinic.ProcessId))
                worker = Math.Max(worker, ResidentOf(process));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        return (host, worker);
    }

    /// <summary>A child that has not become the other program yet is the host's double.</summary>
    private static IEnumerable<int> WorkersOf(int host) =>
        from thread in Directory.GetDirectories($"/proc/{host}/task")
        from child in Read($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where Read($"/proc/{child}/cmdline").Contains("document-worker", StringComparison.Ordinal)
        select int.Parse(child, System.Globalization.CultureInfo.InvariantCulture);

    private static long ResidentOf(int process) => Read($"/proc/{process}/statm").Split(' ') is [_, var pages, ..] ? long.Parse(pages, System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return "";
        }
    }

    /// <summary>Pages of noise, as nobody can press them together.</summary>
    private static byte[] Scan(int bytes)
    {
        using var picture = new MagickImage(MagickColors.White, 1654, 2339);
        picture.AddNoise(NoiseType.Random);
        picture.Quality = 88;
        var jpeg = picture.ToByteArray(MagickFormat.Jpeg);
        using var pdf = new PdfDocumentBuilder();
        for (var sent = 0; sent < bytes - jpeg.Length; sent += jpeg.Length)
            pdf.AddPage(595, 842).AddJpeg([.. jpeg, (byte)sent], new PdfRectangle(0, 0, 595, 842));
        return pdf.Build();
    }
}
