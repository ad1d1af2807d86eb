namespace Medzdrav.Host;

/// <summary>The port at which operators look inside. Configuration section <c>Management</c>.</summary>
public sealed class ManagementOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Management";

    /// <summary>The address that is taken where nobody names one.</summary>
    public const string Default = "http://127.0.0.1:5090";

    /// <summary>Addresses of plain HTTP, divided by semicolons, with ports of their own; empty for none. Default <see cref="Default"/>, and none where another process has that port.</summary>
    public string? Urls { get; set; }

    /// <summary>Whether a silo serves the Orleans Dashboard there, to callers on the same machine. Default false: it has each grain call measured. The same on all silos.</summary>
    public bool Dashboard { get; set; }

    /// <summary>Whether somebody has chosen the addresses: then they have to be free.</summary>
    internal bool IsNamed => Urls is not null;

    /// <summary>The addresses, one by one.</summary>
    internal string[] Addresses => (Urls ?? Default).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
