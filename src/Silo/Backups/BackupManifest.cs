using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medzdrav.Silo;

/// <summary>A list of all that a backup holds, written last: a folder without it is no backup.</summary>
/// <param name="Format">The form of this list; a newer one is not read.</param>
/// <param name="Database">The kind of the database.</param>
/// <param name="At">When the database was copied.</param>
/// <param name="Schema">The last script that the database had, of each series of scripts.</param>
/// <param name="AuditEnd">Where the chain of audit entries ended, as <see cref="KeptHead.Line"/> has it; null where the schema has no chain yet.</param>
/// <param name="Documents">Where the bytes of documents lay: <c>folder</c>, <c>bucket</c> or <c>none</c>.</param>
/// <param name="Keys">The ids of the keys by which the files of documents are sealed.</param>
/// <param name="Missing">Files of documents that the database names and that were not there, or were no sealed files.</param>
/// <param name="Files">All files of the backup but this one.</param>
internal sealed record BackupManifest(
    int Format, DatabaseKind Database, DateTimeOffset At, IReadOnlyList<string> Schema, string? AuditEnd,
    string Documents, IReadOnlyList<string> Keys, IReadOnlyList<string> Missing, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The form that this program writes.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Where the chain of audit entries ended; null where the schema has none yet.</summary>
    [JsonIgnore]
    public KeptHead? AuditHead => AuditEnd is null ? null : KeptHead.Read([AuditEnd]).FirstOrDefault();

    /// <summary>As a text.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="BackupException">It is something else.</exception>
    public static BackupManifest Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(text, Json) ?? throw new JsonException("It is null.");
            if (manifest.Files.Concat<object?>(manifest.Schema).Concat(manifest.Keys).Concat(manifest.Missing).Contains(null))
                throw new JsonException("One of its entries is null.");
            return manifest.Format == CurrentFormat
                ? manifest
                : throw new BackupException($"The backup has the form {manifest.Format}, and this program reads {CurrentFormat}: use the version of the program that made it, or a newer one.");
        }
        catch (JsonException broken)
        {
            throw new BackupException($"{BackupFolder.ManifestName} can't be read: {broken.Message}", broken);
        }
    }
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">From the backup's folder on, divided by slashes.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Its digest, in hexadecimal.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256);
