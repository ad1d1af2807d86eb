namespace Medzdrav.Silo;

/// <summary>The bounds of the processes that open uploaded files. Configuration section <c>DocumentWorker</c>.</summary>
public sealed class DocumentWorkerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "DocumentWorker";

    /// <summary>How many files are opened at once by a silo; 1 to 32, default 1.</summary>
    public int AtOnce { get; set; } = 1;

    /// <summary>How much time of a processor opening one file may take; 100 ms to 5 min, default 20 s: a photo of 48 megapixels takes an eighth of it, on a slow machine a quarter. A file that takes more is refused.</summary>
    public TimeSpan Processor { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long opening one file may take on a busy machine; 1 s to 5 min, default 60 s. After that it is tried again.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How much memory one may take, in bytes; 128 MiB to 16 GiB, default 1 GiB: a picture of 48 megapixels takes half of it.</summary>
    public long MemoryBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>The fault of these options; null when there is none.</summary>
    internal string? Fault() => this switch
    {
        { AtOnce: < 1 or > 32 } => "DocumentWorker:AtOnce is not between 1 and 32.",
        { Patience.TotalSeconds: < 1 or > 300 } => "DocumentWorker:Patience is not between 1 s and 5 min.",
        { Processor.TotalMilliseconds: < 100 or > 300_000 } => "DocumentWorker:Processor is not between 100 ms and 5 min.",
        { MemoryBytes: < 128L * 1024 * 1024 or > 16L * 1024 * 1024 * 1024 } => "DocumentWorker:MemoryBytes is not between 128 MiB and 16 GiB.",
        _ => null,
    };
}
