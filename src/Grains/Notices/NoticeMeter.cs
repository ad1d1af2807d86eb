using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The outcomes of messages to people's phones, without personal data. Meter <c>medzdrav.notices</c>.</summary>
internal sealed class NoticeMeter
{
    private readonly Counter<long> _notices;
    private readonly Counter<long> _pushes;
    private readonly CleanupMeter _cleanup;

    /// <summary>Called by the container.</summary>
    public NoticeMeter(IMeterFactory meters, CleanupMeter cleanup)
    {
        _cleanup = cleanup;
        var meter = meters.Create("medzdrav.notices");
        _notices = meter.CreateCounter<long>("medzdrav.notices", "{notice}", "Messages to phones by what they became: sending, waiting (to be tried again), sent, refused, expired, uncertain");
        _pushes = meter.CreateCounter<long>("medzdrav.pushes", "{push}", "Messages given to push services by the device's platform and their outcome: taken, later, refused, gone");
    }

    internal void Became(NoticeState state) => _notices.Add(1, new KeyValuePair<string, object?>("state", Words.Of(state)));

    internal void Forgotten() => _cleanup.Removed("notice", 1);

    internal void Told(PushPlatform platform, PushOutcome outcome) =>
        _pushes.Add(1, new KeyValuePair<string, object?>("platform", Words.Of(platform)), new KeyValuePair<string, object?>("outcome", Words.Of(outcome)));
}
