using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Reads the insurer's file (S2.1) as insurers send it: docs/operations.md, "Importing policies". Bad rows are listed and left out, good ones kept; importing again changes nothing.</summary>
public sealed class PolicyImport : IPolicyFiles
{
    private const int RowsAtOnce = 1000;
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PolicyBook _book;
    private readonly IReadOnlyCollection<string> _countries;
    private readonly TimeProvider _clock;

    internal PolicyImport(PolicyBook book, IReadOnlyCollection<string> countries, TimeProvider clock) => (_book, _countries, _clock) = (book, countries, clock);

    // A file is read for long without waiting for anything, so not on the turn of the grain that asks for it.

    /// <inheritdoc />
    public Task<ImportReport> RunAsync(InsurerId insurer, Stream file, IProgress<ImportStep>? progress = null, CancellationToken cancellation = default) =>
        Task.Run(() => RunAsync(insurer, file, new ImportTerms(), progress, cancellation), cancellation);

    /// <inheritdoc />
    public Task<ImportReport> TryAsync(InsurerId insurer, Stream file, IProgress<ImportStep>? progress = null, CancellationToken cancellation = default) =>
        Task.Run(() => RunAsync(insurer, file, new ImportTerms(DryRun: true), progress, cancellation), cancellation);

    /// <summary>The same on other terms.</summary>
    public async Task<ImportReport> RunAsync(InsurerId insurer, Stream file, ImportTerms terms, IProgress<ImportStep>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(terms);
        var tally = new ImportTally(terms.ListedRows);
        var opened = await PolicyFile.OpenAsync(file, terms.Sheet, cancellation);
        if (opened.Refusal.Fault is { } refusal)
            tally.Leave(opened.Refusal.Line, refusal);
        else
            await RunAsync(opened, new Entering(_book, insurer, NewRun(), terms.DryRun ? new SeenPolicies() : null), tally, progress, cancellation);
        return tally.Report();
    }

    /// <inheritdoc />
    public async Task<ImportReport> EnterAsync(InsurerId insurer, PolicySent policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var tally = new ImportTally();
        tally.Read();
        string?[] fields = [policy.Number, policy.PurchasedOn, policy.ValidFrom, policy.ValidTo, policy.Name, policy.BirthDate, policy.Sex, policy.Phone];
        var (line, reason) = ReaderOf(PolicyColumns.AsDescribed).Read(new TableRow(1, [.. fields.Select(field => field?.Trim() ?? "")], null));
        if (line is null)
            tally.Leave(1, reason!);
        else
            tally.Add(await EnterAsync(new Entering(_book, insurer, NewRun(), null), [line], cancellation));
        return tally.Report();
    }

    private async Task RunAsync(PolicyFile file, Entering entering, ImportTally tally, IProgress<ImportStep>? progress, CancellationToken cancellation)
    {
        using var rows = file.Rows!;
        var reader = ReaderOf(file.Columns!);
        var chunk = new List<PolicyLine>(RowsAtOnce);
        while (await rows.NextAsync(cancellation) is { } row)
        {
            if (row.IsBlank)
                continue;
            tally.Read();
            var (line, reason) = reader.Read(row);
            if (line is not null)
                chunk.Add(line);
            else
                tally.Leave(row.Line, reason!);
            if (tally.Rows % RowsAtOnce == 0)
                await EnterAsync(entering, chunk, tally, progress, cancellation);
        }
        await EnterAsync(entering, chunk, tally, progress, cancellation);
        if (tally.Rows == 0)
            tally.Leave(1, "В файле только заголовок, полисов нет");
    }

    /// <summary>Nowhere is it later than tomorrow.</summary>
    private PolicyReader ReaderOf(PolicyColumns columns) => new(columns, latestBirth: DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).AddDays(1), _countries);

    private string NewRun() => Guid.CreateVersion7(_clock.GetUtcNow()).ToString("N");

    private async Task EnterAsync(Entering entering, List<PolicyLine> chunk, ImportTally tally, IProgress<ImportStep>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (chunk.Count > 0)
            tally.Add(await EnterAsync(entering, chunk, cancellation));
        chunk.Clear();
        progress?.Report(new ImportStep(tally.Rows, tally.BadCount));
    }

    /// <summary>A database that is away for a moment does not end an import: entering the same again is safe.</summary>
    private async Task<EntryOutcome> EnterAsync(Entering entering, List<PolicyLine> chunk, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await entering.EnterAsync(chunk);
            }
            catch (StorageUnavailableException) when (attempt < Attempts)
            {
                await Task.Delay(Pause * attempt, _clock, cancellation);
            }
        }
    }

    /// <summary>An import under way: whose policies, by what mark they are known, and whether anything is stored.</summary>
    private sealed record Entering(PolicyBook Book, InsurerId Insurer, string Run, SeenPolicies? Seen)
    {
        public Task<EntryOutcome> EnterAsync(List<PolicyLine> chunk) =>
            Seen is null ? Book.EnterAsync(Insurer, Run, chunk) : Book.WeighAsync(Insurer, Run, chunk, Seen);
    }
}
