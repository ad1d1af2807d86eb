using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Medzdrav.Web;

/// <summary>Which modules a page script imports, directly or through others; read from the scripts themselves.</summary>
public sealed partial class ModuleImports(IWebHostEnvironment environment)
{
    private const string Sources = "/js/";

    private readonly ConcurrentDictionary<string, string[]> _chains = new();

    /// <summary>Where the file is into which the build joins a script and its own modules.</summary>
    /// <param name="script">Its source's address, as <c>/js/site.js</c>.</param>
    public static string Joined(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return script.StartsWith(Sources, StringComparison.Ordinal) ? "/lib" + script : script;
    }

    /// <summary>All of them but the script itself, in the order in which they are found. What is imported on demand only is left out.</summary>
    /// <param name="script">Its address, as <c>/lib/js/site.js</c>.</param>
    public IReadOnlyList<string> Of(string script) =>
        environment.IsDevelopment() ? Walk(script) : _chains.GetOrAdd(script, Walk);

    private string[] Walk(string script)
    {
        var found = new List<string> { script };
        for (var i = 0; i < found.Count; i++)
            foreach (var imported in Direct(found[i]))
                if (!found.Contains(imported))
                    found.Add(imported);
        return [.. found.Skip(1)];
    }

    private IEnumerable<string> Direct(string script)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(script);
        if (!file.Exists)
            return [];
        return Imports().Matches(Read(file)).Select(import => new Uri(new Uri("http://page" + script), import.Groups[1].Value).AbsolutePath);
    }

    private static string Read(IFileInfo file)
    {
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd();
    }

    [GeneratedRegex("""(?:^|;)import(?:[^"'()]*from)?\s*"([^"]+)""", RegexOptions.Multiline)]
    private static partial Regex Imports();
}
