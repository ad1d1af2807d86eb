using System.Runtime.CompilerServices;

namespace Medzdrav.Tests.Structure;

/// <summary>A name means the same thing wherever it stands.</summary>
public sealed class Names
{
    /// <summary>The two ends of an answer of the HTTP API: the client reads what the gateway writes.</summary>
    private static readonly string[] BothEnds = ["Me", "IceServer"];

    [Fact]
    public void No_two_projects_give_their_types_the_same_name() =>
        Found.None(Built.AllTypes
            .Where(type => type is { IsNested: false, Namespace: { } space } && space.StartsWith("Medzdrav.", StringComparison.Ordinal) && !type.IsDefined(typeof(CompilerGeneratedAttribute), false))
            .GroupBy(type => type.Name.Split('`')[0])
            .Where(same => same.Select(type => type.Assembly).Distinct().Count() > 1 && !BothEnds.Contains(same.Key))
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(type => type.Assembly.GetName().Name).Distinct())}"));
}
