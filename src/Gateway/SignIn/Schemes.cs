namespace Medzdrav.Gateway;

/// <summary>Authentication schemes.</summary>
public static class Schemes
{
    /// <summary>Chooses one of the others by what the request carries.</summary>
    public const string Any = "medzdrav";

    /// <summary>Browsers.</summary>
    public const string Cookie = "web";

    /// <summary>Apps: opaque bearer tokens.</summary>
    public const string Token = "app";

    /// <summary>The query parameter in which a WebSocket carries its token; on the hub only.</summary>
    public const string TokenQuery = "access_token";

    /// <summary>The hub's path.</summary>
    public const string HubPath = "/hub";
}
