using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Opens files in processes of their own, so many at once, each with bounds of memory and time: a crafted file kills only its process.</summary>
internal sealed partial class DocumentWorker(WorkerProgram program, IOptions<DocumentWorkerOptions> options, ILogger<DocumentWorker> logger) : IDocumentReader, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly Refusal Damaged = Refusal.UnsuitableFor("Файл не открывается: похоже, он повреждён. Сделайте снимок или PDF заново.");
    private static readonly Refusal TooManyPixels = Refusal.UnsuitableFor("Снимок слишком большой. Уменьшите его или сфотографируйте заново.");

    private readonly DocumentWorkerOptions _options = options.Value;
    private readonly SemaphoreSlim _places = new(options.Value.AtOnce);

    public async Task<Reply<ReadDocument>> ReadAsync(DocumentKind kind, ReadOnlyMemory<byte> file)
    {
        await _places.WaitAsync();
        try
        {
            return await RunAsync(kind, file);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<Reply<ReadDocument>> RunAsync(DocumentKind kind, ReadOnlyMemory<byte> file)
    {
        using var process = Start();
        using var stop = new CancellationTokenSource(_options.Patience);
        // A read from a process can't be given up, but ends with it.
        using var end = stop.Token.Register(() => process.Kill(entireProcessTree: true));
        var watch = WatchAsync(process, stop);
        try
        {
            return Told(await ExchangeAsync(process, kind, file, stop.Token));
        }
        catch (Exception ended) when (ended is IOException or InvalidDataException or JsonException or OperationCanceledException)
        {
            await stop.CancelAsync();
            if (await watch)
            {
                LogTooHeavy(kind, file.Length);
                return DocumentRules.TooHeavy;
            }
            // A process that ends in the middle was stopped from outside, with this silo perhaps, or had too little of a busy machine.
            throw new ReaderEndedException($"The process ended while it opened a {kind} of {file.Length} bytes.", ended);
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
        }
    }

    private static Reply<ReadDocument> Told(WorkerAnswer answer) => answer.Fault switch
    {
        WorkerFault.None => new ReadDocument(answer.Page, answer.Thumbnail, answer.Pages, answer.Locked),
        WorkerFault.TooManyPixels => TooManyPixels,
        _ => Damaged,
    };

    private static async Task<WorkerAnswer> ExchangeAsync(Process process, DocumentKind kind, ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
        await WorkerWire.WriteFileAsync(process.StandardInput.BaseStream, kind, file, cancellation);
        return await WorkerWire.ReadAnswerAsync(process.StandardOutput.BaseStream, cancellation);
    }

    /// <summary>Ends the process when it takes more memory or more of the processor than it may.</summary>
    /// <returns>Whether it did.</returns>
    private async Task<bool> WatchAsync(Process process, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (!stop.IsCancellationRequested)
        {
            if (TakesTooMuch(process))
            {
                await stop.CancelAsync();
                return true;
            }
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        return false;
    }

    private bool TakesTooMuch(Process process)
    {
        try
        {
            process.Refresh();
            return !process.HasExited && (process.WorkingSet64 > _options.MemoryBytes || process.TotalProcessorTime > _options.Processor);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // The process ended between the two looks.
            return false;
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(program.File)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in program.Arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add(_options.MemoryBytes.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(((int)_options.Patience.TotalSeconds + 5).ToString(CultureInfo.InvariantCulture));
        WorkerProgram.Isolate(start.Environment);
        try
        {
            return Process.Start(start) ?? throw new StorageUnavailableException("The process that opens documents did not start.");
        }
        catch (Win32Exception why)
        {
            throw new StorageUnavailableException("The process that opens documents can't be started.", why);
        }
    }
}
