namespace Medzdrav.Gateway;

/// <summary>How requests say who they are.</summary>
internal static class Schemes
{
    /// <summary>Chooses one of the two below.</summary>
    public const string Any = "medzdrav";

    /// <summary>Browsers; also the cookie's name.</summary>
    public const string Cookie = "medzdrav-cookie";

    /// <summary>Apps.</summary>
    public const string Bearer = "medzdrav-bearer";
}
