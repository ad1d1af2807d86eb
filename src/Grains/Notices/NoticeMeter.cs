using System.Diagnostics.Metrics;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The outcomes of messages to people's phones, without personal data. Meter <c>medzdrav.notices</c>.</summary>
internal sealed class NoticeMeter
{
    private readonly Counter<long> _notices;

    /// <summary>Called by the container.</summary>
    public NoticeMeter(IMeterFactory meters) =>
        _notices = meters.Create("medzdrav.notices").CreateCounter<long>("medzdrav.notices", "{notice}", "Messages to phones by what they became: sending, waiting (to be tried again), sent, refused, expired, uncertain");

    internal void Became(NoticeState state) => _notices.Add(1, new KeyValuePair<string, object?>("state", Words.Of(state)));
}
