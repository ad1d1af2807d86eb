namespace Medzdrav.Host;

/// <summary>The roles that this process plays.</summary>
/// <param name="Silo">Runs grains, uses the database.</param>
/// <param name="Gateway">Hub and HTTP API.</param>
/// <param name="Web">Pages.</param>
internal sealed record Roles(bool Silo, bool Gateway, bool Web)
{
    private static readonly string[] Known = ["silo", "gateway", "web"];

    /// <summary>Reads the roles that the text names; all when there is none.</summary>
    public static Roles Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return new Roles(true, true, true);
        var asked = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (asked.Length == 0 || asked.Except(Known).FirstOrDefault() is { } || asked.Length != asked.Distinct().Count())
            throw new UsageException($"--roles takes {string.Join(',', Known)} or some of them, not \"{text}\".");
        return new Roles(asked.Contains("silo"), asked.Contains("gateway"), asked.Contains("web"));
    }
}
