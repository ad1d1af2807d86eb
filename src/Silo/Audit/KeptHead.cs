using System.Globalization;
using System.Text.RegularExpressions;

namespace Medzdrav.Silo;

/// <summary>Where the chain of audit entries ended at some time, as it was kept outside of the database.</summary>
/// <param name="Number">The last entry's number.</param>
/// <param name="Hash">Its hash, 64 hexadecimal digits.</param>
/// <param name="At">When, as it stands where it was kept.</param>
public sealed partial record KeptHead(long Number, string Hash, string At)
{
    /// <summary>As a line of a file.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{At} {Number} {Hash}");

    /// <summary>Reads what was kept: the file of <c>Audit:HeadFile</c>, what <c>Audit:HeadUrl</c> got, a log, or anything else with a number and a hash beside each other in a line. Other lines are passed over.</summary>
    /// <param name="text">The lines.</param>
    public static IEnumerable<KeptHead> Read(IEnumerable<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var line in text)
            if (NumberAndHash().Match(line) is { Success: true } found && long.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                yield return new KeptHead(number, found.Groups[2].Value.ToLowerInvariant(), line[..found.Index].Trim());
    }

    [GeneratedRegex("""(?<!\w)(\d{1,18})(?:\s+|,\s*"hash":\s*")([0-9a-fA-F]{64})(?!\w)""")]
    private static partial Regex NumberAndHash();
}
