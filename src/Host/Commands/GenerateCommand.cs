using System.Globalization;
using System.Text;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>generate-policies N</c>: an insurer's file of invented families, to try the import with.</summary>
internal static class GenerateCommand
{
    public static async Task<int> RunAsync(int policies, string? file, int seed, string encoding, string separator)
    {
        if (policies < 1)
            throw new UsageException("generate-policies takes a number of rows, from 1.");
        var division = SeparatorOf(separator);
        var text = Open(file, EncodingOf(encoding));
        await using (text)
            PolicyGenerator.Write(text, policies, seed, division, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        if (file is not null)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{policies} policies in {file}"));
        return 0;
    }

    private static StreamWriter Open(string? file, Encoding encoding)
    {
        try
        {
            return new StreamWriter(file is null ? Console.OpenStandardOutput() : File.Create(file), encoding, bufferSize: 64 * 1024) { NewLine = "\r\n" };
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new UsageException($"The file {file} can't be written: {refused.Message}");
        }
    }

    private static Encoding EncodingOf(string name) => name switch
    {
        // As Excel writes it: with a byte order mark.
        "utf-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        "windows-1251" => CodePagesEncodingProvider.Instance.GetEncoding(1251)!,
        _ => throw new UsageException($"--encoding takes utf-8 or windows-1251, not \"{name}\"."),
    };

    private static char SeparatorOf(string name) => name switch
    {
        ";" or "," => name[0],
        "tab" or "\t" => '\t',
        _ => throw new UsageException($"--separator takes \";\", \",\" or tab, not \"{name}\"."),
    };
}
