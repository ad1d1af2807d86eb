using System.Reflection;

namespace Medzdrav.Tests.Structure;

/// <summary>The product's assemblies, as built.</summary>
internal static class Built
{
    public static readonly string[] Projects = ["Contracts", "Grains", "Silo", "Gateway", "Web", "Host", "Client"];

    public static Assembly Assembly(string project) => System.Reflection.Assembly.Load("Medzdrav." + project);

    /// <summary>Names of the assemblies that a project's code really uses.</summary>
    public static string[] References(string project) =>
        [.. Assembly(project).GetReferencedAssemblies().Select(name => name.Name!)];

    /// <summary>Hand-written types of a project.</summary>
    public static IEnumerable<Type> Types(string project) =>
        Assembly(project).GetTypes().Where(type => type.Namespace?.StartsWith("Medzdrav.", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal));

    public static IEnumerable<Type> AllTypes => Projects.SelectMany(Types);
}
