using System.Text.Json;

namespace Medzdrav.Tests.Structure;

/// <summary>"Projects and who may know whom" of docs/architecture.md.</summary>
public sealed class WhoKnowsWhom
{
    private static readonly string[] DatabaseDrivers = ["Npgsql", "Microsoft.Data.Sqlite", "System.Data.SQLite", "SQLitePCLRaw", "Dapper", "dbup", "Orleans.Persistence.AdoNet", "Microsoft.Orleans.Persistence.AdoNet", "Orleans.Clustering.AdoNet", "Microsoft.Orleans.Clustering.AdoNet"];
    private static readonly string[] WebServer = ["Microsoft.AspNetCore"];
    private static readonly string[] SiloSide = ["Orleans.Runtime", "Orleans.Server"];

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Grains", "Contracts")]
    [InlineData("Silo", "Contracts", "Grains")]
    [InlineData("Gateway", "Contracts")]
    [InlineData("Web", "Contracts")]
    [InlineData("Host", "Contracts", "Grains", "Silo", "Gateway", "Web")]
    [InlineData("Client", "Contracts")]
    public void A_project_knows_only_its_own(string project, params string[] known)
    {
        var met = Built.References(project).Where(name => name.StartsWith("Medzdrav.", StringComparison.Ordinal)).Select(name => name["Medzdrav.".Length..]);
        Found.None(met.Except(known));
    }

    [Fact]
    public void Contracts_know_nothing_but_Orleans_abstractions_and_the_base_library()
    {
        string[] known = ["Orleans.Core.Abstractions", "Orleans.Serialization", "Orleans.Serialization.Abstractions"];
        Found.None(Built.References("Contracts").Where(name => !IsBaseLibrary(name)).Except(known));
    }

    [Theory]
    [InlineData("Grains")]
    [InlineData("Gateway")]
    [InlineData("Web")]
    [InlineData("Host")]
    public void Only_the_silo_talks_to_databases(string project) => Found.None(Met(Built.References(project), DatabaseDrivers));

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Web")]
    public void The_edge_does_not_even_carry_a_database_driver(string project) => Found.None(Met(Carried(project), DatabaseDrivers));

    /// <summary>An app gets the contracts' types; of Orleans it gets what these need, neither a silo nor a cluster's client.</summary>
    [Fact]
    public void The_client_carries_neither_a_server_nor_a_silo_nor_a_database() =>
        Found.None(Met(Carried("Client"), [.. DatabaseDrivers, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Server", "Microsoft.Orleans.Client/", "Microsoft.AspNetCore.App"]));

    [Theory]
    [InlineData("Grains")]
    [InlineData("Silo")]
    public void Grains_and_silo_serve_no_pages(string project) => Found.None(Met(Built.References(project), WebServer));

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Web")]
    public void The_edge_may_run_without_a_silo(string project) => Found.None(Met(Built.References(project), SiloSide));

    /// <summary>All libraries that a project brings with it, with their versions.</summary>
    private static string[] Carried(string project)
    {
        var folder = Path.Combine(Repository.Root, "src", project, "bin", Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Structure", "bin"), AppContext.BaseDirectory));
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"Medzdrav.{project}.deps.json")));
        return [.. dependencies.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }

    private static IEnumerable<string> Met(IEnumerable<string> names, string[] forbidden) =>
        names.Where(name => forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    private static bool IsBaseLibrary(string name) =>
        name is "netstandard" or "mscorlib" || name == "System" || name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("System.Data.", StringComparison.Ordinal);
}
