using System.Diagnostics;
using OpenTelemetry;

namespace Medzdrav.Host;

/// <summary>Lets through what is known to hold no person's data, and drops the rest: addresses and queries, user agents, messages of exceptions, keys of grains that are no ids.</summary>
internal sealed class IdsOnly : BaseProcessor<Activity>
{
    private const string GrainId = "orleans.rpc.target_id";

    private static readonly HashSet<string> Harmless =
    [
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
        "rpc.system", "rpc.system.name", "rpc.method", "orleans.rpc.service", "exception.type",
        "medzdrav.method", "medzdrav.session", "medzdrav.outcome", "medzdrav.connections", "medzdrav.events",
        "medzdrav.audit.number", "medzdrav.audit.hash",
    ];

    /// <summary>Grains whose keys are opaque ids; others are keyed by what people typed.</summary>
    private static readonly string[] KeyedById = ["session/", "queue/", "account/", "patient/", "consultant/", "doctor/"];

    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToArray())
            if (!IsHarmless(name, value))
                data.SetTag(name, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }

    private static bool IsHarmless(string name, object? value) => name == GrainId
        ? value is string id && Array.Exists(KeyedById, type => id.StartsWith(type, StringComparison.Ordinal))
        : Harmless.Contains(name);
}
