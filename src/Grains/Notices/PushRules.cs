using System.Net;

namespace Medzdrav.Grains;

/// <summary>The words to push services about a message, and the meaning of their answers (RFC 8030).</summary>
internal static class PushRules
{
    /// <summary>Push services hold a message for four weeks at most.</summary>
    private const int MostSeconds = 28 * 24 * 60 * 60;

    /// <summary>The topic of a notice: 22 characters in the alphabet of URLs. A repeat of the notice has the same one.</summary>
    public static string TopicOf(string notice, PushText text) => DerivedId.Of("topic", text.Tag ?? notice);

    /// <summary>How long a message may be held: until it is worth nothing any more, in whole seconds.</summary>
    public static int SecondsUntil(DateTimeOffset end, DateTimeOffset now) => (int)Math.Clamp((end - now).TotalSeconds, 0, MostSeconds);

    /// <summary>The outcome that a status tells. A device is given up only where its service says that it is not there: a refused key of ours (401, 403) is not the device's fault.</summary>
    public static PushOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => PushOutcome.Taken,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => PushOutcome.Gone,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => PushOutcome.Later,
        _ => PushOutcome.Refused,
    };
}
