using System.Text.RegularExpressions;

namespace Medzdrav.Contracts;

/// <summary>A diagnosis as a doctor wrote it: free text, whose line may begin with a code of ICD-10, as a chosen one does (<c>J06.9 Острая инфекция …</c>).</summary>
/// <param name="Code">The code; null where none is written.</param>
/// <param name="Title">The words beside the code; the whole text where there is none.</param>
public sealed partial record WrittenDiagnosis(string? Code, string Title)
{
    /// <summary>The main diagnosis: all of «Диагноз», with the first code in it.</summary>
    /// <param name="text">The field as it was typed.</param>
    public static WrittenDiagnosis MainIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Lines(text).FirstOrDefault(line => line.Code is not null) ?? new WrittenDiagnosis(null, text.Trim());
    }

    /// <summary>The diagnoses of «Сопутствующие диагнозы», one a line that says something.</summary>
    /// <param name="text">The field as it was typed.</param>
    public static IReadOnlyList<WrittenDiagnosis> Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. PaperText.Lines(text).Where(line => !TypedText.IsBlank(line)).Select(Of)];
    }

    private static WrittenDiagnosis Of(string line)
    {
        var coded = Coded().Match(line);
        return coded.Success ? new WrittenDiagnosis(coded.Groups["code"].Value, coded.Groups["title"].Value) : new WrittenDiagnosis(null, line.Trim());
    }

    [GeneratedRegex(@"^\s*(?<code>[A-Z][0-9][0-9](\.[0-9]{1,2})?)\.?(?=[\s,;:]|$)[\s,;:—–-]*(?<title>.*?)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Coded();
}
