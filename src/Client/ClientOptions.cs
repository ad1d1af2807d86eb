using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>How a <see cref="MedzdravClient"/> reaches the platform. Set once, before the client is made.</summary>
public sealed class ClientOptions
{
    /// <summary>The platform's address, for example <c>https://rgs.medzdrav.ru</c>. Required.</summary>
    public required Uri Address { get; init; }

    /// <summary>How values travel over the hub; default JSON. MessagePack is smaller and says the same.</summary>
    public WireEncoding Encoding { get; init; } = WireEncoding.Json;

    /// <summary>For a staff member with several posts: at which desk this client works; null, the default, for their first (<c>docs/protocol.md</c>, "Hub").</summary>
    public Desk? Desk { get; init; }

    /// <summary>Where the tokens of the sign-in are kept; default in memory, so that they end with the process. An app gives its secure storage here.</summary>
    public ITokenStore Tokens { get; init; } = new MemoryTokenStore();

    /// <summary>A random id of this device, 22 to 64 characters, that the app keeps as long as it is installed: where it signed in before, strangers who try the same phone or login elsewhere do not keep it out. Null, the default, for none. It signs nobody in.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The clock of all pauses; default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Returns once the device has a network; called before every try to connect. Null, the default, when nobody can tell: then every try is made when its pause is over.</summary>
    public Func<CancellationToken, Task>? WhenOnline { get; init; }

    /// <summary>Carries every HTTP call and the web socket: for a proxy, pinned certificates, tests. Null, the default, for one of the client's own. One that is given is never disposed of by the client.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
