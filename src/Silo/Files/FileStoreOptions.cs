namespace Medzdrav.Silo;

/// <summary>Where the bytes of documents lie, and by which keys they are sealed. Configuration section <c>Files</c>.</summary>
public sealed class FileStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Files";

    /// <summary>The folder of the sealed files; made when missing. Default <c>files</c> in <see cref="StorageOptions.DataDirectory"/>. Silos of one cluster need one folder that all of them see.</summary>
    public string? Directory { get; set; }

    /// <summary>The address of an S3-compatible store in the folder's place, as <c>https://s3.example</c>; the bucket is named in the path.</summary>
    public string? S3Url { get; set; }

    /// <summary>The bucket; needed with <see cref="S3Url"/>.</summary>
    public string? S3Bucket { get; set; }

    /// <summary>The store's region, which requests are signed for. Default <c>us-east-1</c>.</summary>
    public string S3Region { get; set; } = "us-east-1";

    /// <summary>The id of the access key; needed with <see cref="S3Url"/>.</summary>
    public string? S3KeyId { get; set; }

    /// <summary>The secret of the access key; needed with <see cref="S3Url"/>.</summary>
    public string? S3Secret { get; set; }

    /// <summary>The file of the keys, a line for each: an id of 1 to 32 letters and digits, a space, 32 bytes in Base64. The first key seals, all of them open. Default <c>files.key</c> beside the folder; made with a fresh key when missing.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The keys themselves in the place of a file, divided by commas, each as in the file; for environments that give secrets as variables.</summary>
    public string? Keys { get; set; }

    /// <summary>Whether files lie in a bucket.</summary>
    internal bool IsBucket => !string.IsNullOrEmpty(S3Url);

    /// <summary>The fault of these options; null when there is none.</summary>
    internal string? Fault() => this switch
    {
        { IsBucket: true } when !Uri.TryCreate(S3Url, UriKind.Absolute, out _) => "Files:S3Url is no address.",
        { IsBucket: true } when string.IsNullOrEmpty(S3Bucket) || string.IsNullOrEmpty(S3KeyId) || string.IsNullOrEmpty(S3Secret) => "Files:S3Url needs Files:S3Bucket, Files:S3KeyId and Files:S3Secret.",
        { IsBucket: true, Keys: null, KeyFile: null } => "Files:S3Url needs Files:KeyFile or Files:Keys: the silos of a cluster seal by the same keys.",
        _ => null,
    };
}
