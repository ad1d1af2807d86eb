using System.Buffers.Binary;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The files that a Medcard takes, as far as their bytes tell without decoding them: a known kind, whole, and nothing else besides.</summary>
internal static class DocumentRules
{
    /// <summary>A name with nothing to see.</summary>
    public static readonly Refusal NoName = Refusal.InvalidFor("Назовите документ.");

    /// <summary>A file that takes too much to open, or each time ends the process that opens it.</summary>
    public static readonly Refusal TooHeavy = Refusal.UnsuitableFor("Файл не удалось открыть: он слишком сложный или повреждён. Сделайте снимок или PDF заново.");

    private static readonly Refusal Empty = Refusal.UnsuitableFor("Файл пуст. Выберите его ещё раз.");
    private static readonly Refusal Truncated = Refusal.UnsuitableFor("Файл сохранился не целиком: у него нет конца. Отправьте его ещё раз.");
    private static readonly Refusal Twofold = Refusal.UnsuitableFor("В файле спрятано ещё что-то, кроме снимка или PDF. Сделайте снимок или PDF заново.");

    /// <summary>Where HTML and PDF readers look for a beginning, and how far from the end a PDF's and an archive's last words lie.</summary>
    private const int Edge = 1024;
    private const int LongestArchiveEnd = 22 + ushort.MaxValue;

    /// <summary>How many parts beside its pixels a picture may have: cameras write some tens, and decoders take longer for each than for the one before.</summary>
    private const int MaxParts = 1_000;

    /// <summary>Whether an announced file is refused already; null when it may come.</summary>
    public static Refusal? RefuseLength(long length, long maxBytes) => length <= 0 ? Empty : length > maxBytes ? Refusal.FileLargerThan(maxBytes) : null;

    /// <summary>The kind of a whole file, or why it is refused: unsuitableFile.</summary>
    public static (DocumentKind Kind, Refusal? Refusal) KindOf(ReadOnlySpan<byte> file) =>
        file.IsEmpty ? (default, Empty)
        : FileSignature.Of(file) is not { } kind ? (default, Refusal.UnsuitableFile)
        : HasMore(kind, file) ? (kind, Twofold)
        : !IsWhole(kind, file) ? (kind, Truncated)
        : PartsOf(kind, file) > MaxParts ? (kind, TooHeavy)
        : (kind, null);

    private static int PartsOf(DocumentKind kind, ReadOnlySpan<byte> file) => kind switch
    {
        DocumentKind.Jpeg => JpegParts(file),
        DocumentKind.Png => PngParts(file),
        _ => 0,
    };

    /// <summary>The segments anywhere between the scans: within a scan's data, a mark is followed by a zero or restarts the coding.</summary>
    private static int JpegParts(ReadOnlySpan<byte> file)
    {
        var parts = 0;
        for (int next; (next = file.IndexOf((byte)0xFF)) >= 0 && next + 4 <= file.Length && parts <= MaxParts;)
        {
            file = file[next..];
            var marker = file[1];
            var isBare = marker is 0 or 1 or 0xFF or (>= 0xD0 and <= 0xD9);
            parts += isBare ? 0 : 1;
            file = file[Math.Min(file.Length, marker == 0xFF ? 1 : isBare ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[2..]))..];
            if (marker == 0xD9)
                break;
        }
        return parts;
    }

    private static int PngParts(ReadOnlySpan<byte> file)
    {
        var parts = 0;
        for (long at = 8; at + 12 <= file.Length && parts <= MaxParts; at += 12L + BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]))
            if (!file.Slice((int)at + 4, 4).SequenceEqual("IDAT"u8))
                parts++;
        return parts;
    }

    /// <summary>Whether the file is of another kind as well: what a browser or an archiver would take it for. What cameras put behind a picture, such as a moving one, is nobody's program.</summary>
    private static bool HasMore(DocumentKind kind, ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, Edge)];
        var tail = file[^Math.Min(file.Length, Edge)..];
        return IsMarkup(head) || IsMarkup(tail) || kind != DocumentKind.Pdf && head.IndexOf("%PDF-"u8) >= 0 || IsArchive(file);
    }

    private static bool IsMarkup(ReadOnlySpan<byte> edge)
    {
        Span<byte> lower = stackalloc byte[edge.Length];
        for (var i = 0; i < edge.Length; i++)
            lower[i] = edge[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(edge[i] | 0x20) : edge[i];
        return lower.IndexOf("<html"u8) >= 0 || lower.IndexOf("<script"u8) >= 0 || lower.IndexOf("<!doctype"u8) >= 0 || lower.IndexOf("<?php"u8) >= 0;
    }

    /// <summary>An archive is read from its end: its last record says how long the comment is that follows.</summary>
    private static bool IsArchive(ReadOnlySpan<byte> file)
    {
        var tail = file[^Math.Min(file.Length, LongestArchiveEnd)..];
        for (int next; (next = tail.IndexOf("PK\x05\x06"u8)) >= 0; tail = tail[(next + 4)..])
            if (next + 22 <= tail.Length && BinaryPrimitives.ReadUInt16LittleEndian(tail[(next + 20)..]) == tail.Length - next - 22)
                return true;
        return false;
    }

    private static bool IsWhole(DocumentKind kind, ReadOnlySpan<byte> file) => kind switch
    {
        DocumentKind.Jpeg => IsWholeJpeg(file),
        DocumentKind.Png => file.LastIndexOf("IEND"u8) is var end && end > 0 && end + 8 <= file.Length,
        DocumentKind.Webp => BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length,
        DocumentKind.Pdf => file[^Math.Min(file.Length, 2 * Edge)..].LastIndexOf("%%EOF"u8) >= 0,
        _ => AreBoxesWhole(file),
    };

    /// <summary>Behind the first scan comes the end of the picture: a small picture among the metadata has an end of its own, before.</summary>
    private static bool IsWholeJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker == 0xDA)
                return file[at..].IndexOf([(byte)0xFF, (byte)0xD9]) >= 0;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }
        return false;
    }

    /// <summary>ISO/IEC 14496-12: boxes one after the other, each with its length.</summary>
    private static bool AreBoxesWhole(ReadOnlySpan<byte> file)
    {
        ulong at = 0;
        while (at + 8 <= (ulong)file.Length)
        {
            var box = file[(int)at..];
            ulong length = BinaryPrimitives.ReadUInt32BigEndian(box);
            if (length == 0)
                return true;
            if (length == 1)
                length = box.Length >= 16 ? BinaryPrimitives.ReadUInt64BigEndian(box[8..]) : ulong.MaxValue;
            if (length < 8 || length > (ulong)file.Length - at)
                return false;
            at += length;
        }
        return at == (ulong)file.Length;
    }
}
