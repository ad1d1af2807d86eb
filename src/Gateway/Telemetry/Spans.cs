using System.Diagnostics;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The edge's part of a trace: hub calls at its beginning, pushes at its end. Method names, ids and codes only, never an argument.</summary>
internal static class Spans
{
    /// <summary>The source's name, for exporters.</summary>
    public const string Name = "Medzdrav.Gateway";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A hub call begins a trace of its own: its connection's request may have lasted for hours. Null when nobody listens.</summary>
    public static Activity? StartCall(string method)
    {
        if (!Source.HasListeners())
            return null;
        Activity.Current = null;
        return Source.StartActivity($"hub {method}", ActivityKind.Server)?.SetTag("medzdrav.method", method);
    }

    /// <summary>Events of a session are queued for connections.</summary>
    public static Activity? StartPush(SessionId session, int connections) => Source.StartActivity("push", ActivityKind.Consumer)
        ?.SetTag("medzdrav.session", session.Value).SetTag("medzdrav.connections", connections);

    /// <summary>About which session a call is.</summary>
    public static void About(this Activity activity, SessionId session) => activity.SetTag("medzdrav.session", session.Value);

    /// <summary>How it ended.</summary>
    public static void End(this Activity activity, string outcome, bool isFault)
    {
        activity.SetTag("medzdrav.outcome", outcome);
        if (isFault)
            activity.SetStatus(ActivityStatusCode.Error);
    }
}
