using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>The house rules that no compiler holds.</summary>
public sealed partial class Sources
{
    private const int MaxLines = 300;

    [Fact]
    public void Each_script_of_a_database_has_a_number_of_its_own() => Found.None(
        Repository.In("src/Silo/Schema", ".sql").GroupBy(file => Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(file)[..4])).Where(scripts => scripts.Count() > 1).SelectMany(scripts => scripts));

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var files = Repository.Files.Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" or ".js" or ".mjs" or ".css" or ".sh" or ".sql");
        Found.None(files.Select(file => (file, lines: File.ReadLines(Path.Combine(Repository.Root, file)).Count())).Where(found => found.lines > MaxLines));
    }

    [Fact]
    public void Nothing_is_left_undone() =>
        Found.None(Repository.Lines(Repository.In("src", ".cs", ".cshtml", ".js", ".css", ".sql"), text => LeftUndone().IsMatch(text)));

    [Fact]
    public void Time_comes_from_the_injected_clock() =>
        Found.None(Repository.Lines(Repository.In("src", ".cs", ".cshtml"), text => WallClock().IsMatch(text)));

    [Fact]
    public void No_grain_blocks_or_leaves_its_scheduler() =>
        Found.None(Repository.Lines(Repository.In("src/Grains", ".cs"), text => Blocking().IsMatch(text)));

    [Fact]
    public void No_catch_is_silent() =>
        Found.None(Repository.In("src", ".cs", ".js").Where(file => SilentCatch().IsMatch(Repository.Read(file))));

    [Fact]
    public void Logging_is_written_in_log_files_only() =>
        Found.None(Repository.Lines(
            Repository.In("src", ".cs").Where(file => !file.EndsWith("Log.cs", StringComparison.Ordinal)),
            text => Logging().IsMatch(text)));

    [Fact]
    public void A_comment_names_its_subject() =>
        Found.None(Repository.Lines(Repository.In("src", ".cs", ".cshtml", ".js", ".css").Concat(Repository.In("tests", ".cs", ".mjs")), text => Nameless().IsMatch(text)));

    [Fact]
    public void No_page_has_script_inside() =>
        Found.None(Repository.Lines(Repository.In("src", ".cshtml"), text => InlineScript().IsMatch(text)));

    [Fact]
    public void Folders_are_nouns_of_the_domain()
    {
        string[] forbidden = ["Helpers", "Utils", "Services", "Managers", "Common", "Misc"];
        Found.None(Repository.In("src", ".cs").Where(file => file.Split('/').Intersect(forbidden).Any()));
    }

    [Fact]
    public void Namespaces_are_flat() =>
        Found.None(Built.Projects.SelectMany(project => Built.Types(project)
            .Where(type => type.Namespace != "Medzdrav." + project && type.Namespace?.StartsWith("Medzdrav.Web.Pages", StringComparison.Ordinal) != true)
            .Select(type => type.FullName)));

    [Fact]
    public void Usings_are_sorted_with_those_of_the_system_first() =>
        Found.None(Repository.In("src", ".cs").Concat(Repository.In("tests", ".cs")).Where(file =>
        {
            string[] usings = [.. Using().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value)];
            return !usings.SequenceEqual(usings.OrderByDescending(name => name == "System" || name.StartsWith("System.", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.OrdinalIgnoreCase));
        }));

    [Fact]
    public void No_test_is_skipped_and_none_sleeps() =>
        Found.None(Repository.Lines(Repository.In("tests", ".cs", ".mjs").Where(file => !file.StartsWith("tests/Structure/", StringComparison.Ordinal)), text => SkippedOrSleeping().IsMatch(text)));

    [Fact]
    public void No_file_names_a_registry_or_a_folder_of_one_machine()
    {
        string[] binary = [".png", ".heic", ".jpg", ".webp", ".ico", ".woff2", ".pdf", ".db"];
        Found.None(Repository.Lines(Repository.Files.Where(file => !binary.Contains(Path.GetExtension(file))), text => Elsewhere().IsMatch(text)));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Medzdrav.sln").Replace('\\', '/');
        Found.None(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains('"' + file + '"', StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|#pragma warning disable(?!.*//)")]
    private static partial Regex LeftUndone();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bThread\.Sleep\b|\bTask\.Delay\((?!.*(clock|time|Clock|TimeProvider))")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\bTask\.Run\(|\.GetAwaiter\(\)\.GetResult\(|\.Wait\(\)|\bTask\.WaitAll\(|ConfigureAwait\(false\)")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\bcatch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*\}")]
    private static partial Regex SilentCatch();

    // A reader of such a comment has to look for its subject in the code below it.
    [GeneratedRegex(@"(^|\s)(///?|/\*|@\*)\s*(<\w[^>]*>\s*)?(Who|Whose|One|None|That|Those|What)\b")]
    private static partial Regex Nameless();

    [GeneratedRegex(@"\[LoggerMessage\b|\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Logging();

    [GeneratedRegex(@"<script(?![^>]*(\bsrc=|type=""importmap""))|\son(click|load|submit|change|input|error)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"\bSkip\s*=|\bAssert\.Skip|\btest\.skip\b|\.only\(|\bThread\.Sleep\(|\bTask\.Delay\([0-9T]|WaitForTimeoutAsync")]
    private static partial Regex SkippedOrSleeping();

    // Split, so that this file does not name them either.
    [GeneratedRegex(@"(npm(js)|nu(get)|deb(ian))\.(org|com)|(^|[^.\w])/(work|root)/")]
    private static partial Regex Elsewhere();
}
