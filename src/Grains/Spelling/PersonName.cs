using System.Text.RegularExpressions;

namespace Medzdrav.Grains;

/// <summary>Full names as they are compared.</summary>
internal static partial class PersonName
{
    /// <summary>Upper case, ё as е, single spaces: what the records keep beside the name.</summary>
    public static string Key(string name) => Spaces().Replace(name.Trim(), " ").ToUpperInvariant().Replace('Ё', 'Е');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
