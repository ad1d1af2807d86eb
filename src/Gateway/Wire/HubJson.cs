using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The hub's JSON: the wire's, and forgiving where clients may be wrong.</summary>
internal static class HubJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        WireJson.Configure(options);
        // Before the wire's own, of which the strict ones would come first.
        options.Converters.Insert(0, new ForgivingJson());
        return options;
    }
}
