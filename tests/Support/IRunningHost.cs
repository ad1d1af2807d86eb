namespace Medzdrav.Tests.Support;

/// <summary>A host that serves until it is disposed, in a process of its own or in that of the tests.</summary>
public interface IRunningHost : IAsyncDisposable
{
    /// <summary>Where it serves.</summary>
    Uri Address { get; }

    /// <summary>Everything that it printed or logged so far.</summary>
    string Output { get; }

    /// <summary>Somebody who asks it over HTTP.</summary>
    HttpClient Visitor() => new() { BaseAddress = Address };
}
