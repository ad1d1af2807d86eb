using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Reads files that strangers made, apart from everything else: a crafted one takes nobody with it.</summary>
internal interface IDocumentReader
{
    /// <summary>Opens a file and makes the forms that are shown.</summary>
    /// <param name="kind">By its first bytes.</param>
    /// <param name="file">All of it.</param>
    /// <returns>The forms, or refused: unsuitableFile (says why).</returns>
    /// <exception cref="ReaderEndedException">The reading ended before anything was known about the file.</exception>
    Task<Reply<ReadDocument>> ReadAsync(DocumentKind kind, ReadOnlyMemory<byte> file);
}

/// <summary>A file that could be read.</summary>
/// <param name="Page">Of a picture: an upright JPEG without metadata; null for a PDF.</param>
/// <param name="Thumbnail">Of a picture: a small one; null for a PDF.</param>
/// <param name="Pages">Of a PDF: how many pages; null where it can't be told.</param>
/// <param name="Locked">Whether a PDF opens with a password only.</param>
internal sealed record ReadDocument(byte[]? Page, byte[]? Thumbnail, int? Pages, bool Locked);
