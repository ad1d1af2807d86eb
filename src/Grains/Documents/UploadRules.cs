using System.Security.Cryptography;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of an upload: each byte is taken once, in order, whoever sends it again.</summary>
internal static class UploadRules
{
    /// <summary>The upload as clients see it.</summary>
    public static UploadView View(Upload upload, DateTimeOffset now) =>
        new(upload.Id, upload.IsOver ? upload.Length : upload.Received, upload.Length, upload.ExpiresAt, upload.Document, upload.Refusal, now);

    /// <summary>The digest by which the repeat of a part is known, and a file that the person has already.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether this very part is stored already, as when the answer to it was lost.</summary>
    public static bool IsStored(Upload upload, long offset, ReadOnlySpan<byte> piece)
    {
        foreach (var part in upload.Parts)
            if (part.Offset == offset)
                return part.Bytes == piece.Length && part.Digest == DigestOf(piece);
        return false;
    }

    /// <summary>Why a part can't be the next one; null when it can.</summary>
    public static Refusal? RefusePart(Upload upload, long offset, int bytes) =>
        upload.IsOver || offset != upload.Received ? Refusal.OffsetDiffers
        : bytes > IUploadGrain.MaxPieceBytes || offset + bytes > upload.Length ? Refusal.Invalid
        : null;

    /// <summary>The document that an upload becomes: the same at each try.</summary>
    public static DocumentId DocumentOf(string upload) => new(DerivedId.Of("document", upload));
}
