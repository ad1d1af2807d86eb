using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Grains;

/// <summary>How staff sign in. Section <c>Staff</c>.</summary>
internal sealed class StaffOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Staff";

    /// <summary>The shortest password that is taken, in characters. 8 to 64, default 10.</summary>
    [Range(8, 64)]
    public int MinPassword { get; set; } = 10;

    /// <summary>Whether everybody needs a second factor, not only administrators, supervisors and auditors. Default false.</summary>
    public bool SecondFactorForAll { get; set; }

    /// <summary>A file with the keys that seal the secrets of second factors and the keys of cookies: one a line, 32 bytes in Base64; the first seals, all open. Default: <c>staff.key</c> in <c>Storage:DataDirectory</c>, made when it is missing. Outside Development PostgreSQL needs it named and there, the same for all silos.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The keys themselves in the place of a file, divided by commas, each as in the file; for environments that give secrets as variables.</summary>
    public string? Keys { get; set; }
}
