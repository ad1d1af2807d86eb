namespace Medzdrav.Client;

/// <summary>Where the client's connection stands.</summary>
public enum LinkState
{
    /// <summary>Not asked for: before <see cref="MedzdravClient.ConnectAsync"/> and after <see cref="MedzdravClient.DisconnectAsync"/>.</summary>
    Off,

    /// <summary>The first try is under way.</summary>
    Connecting,

    /// <summary>Connected.</summary>
    Connected,

    /// <summary>Lost, or not there yet: the client tries again by itself, for ever.</summary>
    Lost,

    /// <summary>Nobody is signed in, or the sign-in ended: the client tries again after signing in.</summary>
    SignedOut,
}
