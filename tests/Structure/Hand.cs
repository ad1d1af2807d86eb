using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>The conventions of one hand that .editorconfig can't hold.</summary>
public sealed partial class Hand
{
    private static readonly string[] Files = [.. Repository.In("src", ".cs")];

    [Fact]
    public void A_token_of_cancellation_is_called_cancellation() =>
        Found.None(Repository.Lines(Files, text => Token().IsMatch(text)));

    [Fact]
    public void What_is_logged_stands_in_files_of_logs_alone() =>
        Found.None(Repository.Lines(Files.Where(file => !file.EndsWith(".Log.cs", StringComparison.Ordinal)), text => Logged().IsMatch(text)));

    [GeneratedRegex(@"\bCancellationToken\??(?!\s+cancellation\b)\s+[a-z]\w*\s*[,)=]")]
    private static partial Regex Token();

    [GeneratedRegex(@"\[LoggerMessage\b|\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Logged();
}
