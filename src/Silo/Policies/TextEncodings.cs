using System.Text;
using System.Text.Unicode;

namespace Medzdrav.Silo;

/// <summary>Finds out in which encoding a text is, by its beginning: UTF-8, UTF-16 with its mark, or a Russian one of eight bits, which its words tell. A text that could be either of two is refused: what is stored must never be garbage.</summary>
internal static class TextEncodings
{
    /// <summary>How far the words of the right reading are ahead of any other's, and how far they may be from ordinary Russian, in logarithms a letter.</summary>
    private const double Lead = 0.3;
    private const double Ordinary = -4.2;

    /// <summary>A character that stands in no Russian word, or a capital inside of one.</summary>
    private const double Odd = -9;

    // How often each letter comes in a thousand, from а to я; ё is the last.
    private static readonly double[] Letters = Array.ConvertAll(
        [80, 16, 45, 17, 30, 85, 9, 17, 74, 12, 35, 44, 32, 67, 110, 28, 47, 55, 63, 26, 3, 10, 5, 14, 7, 4, 1, 19, 17, 3, 6, 20, 2], per => Math.Log(per / 1000.0));

    private static readonly Encoding[] Candidates = Array.ConvertAll([1251, 10007, 20866, 866], page => CodePagesEncodingProvider.Instance.GetEncoding(page)!);

    /// <summary>Whether the text begins with the mark of UTF-16.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> head) => head.StartsWith(Encoding.Unicode.Preamble) || head.StartsWith(Encoding.BigEndianUnicode.Preamble);

    /// <summary>The encoding; null when it can't be told. Marks of byte order are the stream reader's.</summary>
    /// <param name="head">The beginning.</param>
    /// <param name="isCut">The text goes on: its last letter may be cut in two.</param>
    public static Encoding? Of(ReadOnlySpan<byte> head, bool isCut)
    {
        if (IsUtf16(head) || IsUtf8(head, isCut) || IsUtf8(FirstRussianLine(head, out var isLast), isCut && isLast))
            return Encoding.UTF8;
        var readings = new List<(Encoding Encoding, double Likelihood)>();
        foreach (var candidate in Candidates)
            readings.Add((candidate, Likelihood(candidate.GetString(head))));
        readings.Sort((one, other) => other.Likelihood.CompareTo(one.Likelihood));
        return readings[0].Likelihood > Ordinary && readings[0].Likelihood - readings[1].Likelihood > Lead ? readings[0].Encoding : null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> text, bool isCut)
    {
        if (Utf8.IsValid(text))
            return true;
        for (var cut = 1; isCut && cut < 4 && cut < text.Length; cut++)
            if (text[^cut] >= 0xC0)
                return Utf8.IsValid(text[..^cut]);
        return false;
    }

    /// <summary>The header as a rule: a single row of another encoding further down does not change what the file is.</summary>
    private static ReadOnlySpan<byte> FirstRussianLine(ReadOnlySpan<byte> head, out bool isLast)
    {
        for (isLast = false; !isLast;)
        {
            var end = head.IndexOfAny((byte)'\r', (byte)'\n');
            isLast = end < 0;
            var line = isLast ? head : head[..end];
            if (!Ascii.IsValid(line))
                return line;
            head = isLast ? [] : head[(end + 1)..];
        }
        return head;
    }

    /// <summary>How much the words are like Russian ones, a letter; what is ASCII says nothing.</summary>
    private static double Likelihood(string text)
    {
        var (sum, count, before) = (0.0, 0, ' ');
        foreach (var letter in text)
        {
            if (!char.IsAscii(letter) && letter is not ('№' or '«' or '»' or '–' or '—' or '\u00A0'))
            {
                sum += LikelihoodOf(letter, before);
                count++;
            }
            before = letter;
        }
        return count == 0 ? Odd : sum / count;
    }

    private static double LikelihoodOf(char letter, char before)
    {
        // A capital after a small letter: «иВАНОВ».
        if (char.IsUpper(letter) && char.IsLower(before) && !char.IsAscii(before))
            return Odd;
        var small = char.ToLowerInvariant(letter);
        return small is >= 'а' and <= 'я' ? Letters[small - 'а'] : small == 'ё' ? Letters[^1] : Odd;
    }
}
