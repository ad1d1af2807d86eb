using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Grains;

/// <summary>The bounds of documents (S3.8). Section <c>Documents</c>; validated at start.</summary>
internal sealed class DocumentOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Documents";

    /// <summary>The largest file in bytes; 100,000 to 100,000,000, default 25,000,000.</summary>
    [Range(100_000, 100_000_000)]
    public long MaxBytes { get; set; } = 25_000_000;

    /// <summary>How many bytes of documents and running uploads a person may have; default 500,000,000.</summary>
    [Range(100_000, 1_000_000_000_000)]
    public long PersonBytes { get; set; } = 500_000_000;

    /// <summary>How many uploads an account may have at once that are not over; 1 to 1,000, default 30.</summary>
    [Range(1, 1_000)]
    public int UploadsAtOnce { get; set; } = 30;

    /// <summary>How many uploads an account may begin in <see cref="UploadKept"/>, whatever became of them: a removed document still lies in the store; 1 to 100,000, default 300.</summary>
    [Range(1, 100_000)]
    public int UploadsInAll { get; set; } = 300;

    /// <summary>How many whole files a silo holds in memory to make documents of them; others wait their turn. 1 to 32, default 2.</summary>
    [Range(1, 32)]
    public int FinishedAtOnce { get; set; } = 2;

    /// <summary>How long an upload may take, cuts included; 10 min to 7 days, default 24 h.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan UploadKept { get; set; } = TimeSpan.FromHours(24);
}
