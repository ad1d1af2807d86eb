using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Medzdrav.Grains;

/// <summary>The one HTTP request that a provider takes for a message: its settings with the message's values put in.</summary>
/// <param name="Url">Where to post.</param>
/// <param name="Body">The body, with the names of values in braces.</param>
/// <param name="ContentType">The body's type: for JSON values are escaped as in its strings, for others as in forms.</param>
/// <param name="Authorization">The header of that name, or empty.</param>
internal sealed partial record ProviderRequest(string Url, string Body, string ContentType, string Authorization)
{
    /// <summary>The request for a message.</summary>
    /// <param name="values">The message's values by name; each stands in the body as often as its name does.</param>
    public HttpRequestMessage For(IReadOnlyDictionary<string, string> values)
    {
        // In one go: a value that looks like another's name stays as it is.
        var body = Name().Replace(Body, place => values.TryGetValue(place.Groups[1].Value, out var value) ? Escaped(value) : place.Value);
        var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(ContentType)) };
        if (Authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        return request;
    }

    /// <summary>How long the answer asks to wait before the next try; null when it does not say.</summary>
    /// <param name="asked">The header <c>Retry-After</c>: seconds, or an instant.</param>
    /// <param name="now">The platform's clock.</param>
    public static TimeSpan? PauseOf(RetryConditionHeaderValue? asked, DateTimeOffset now) =>
        asked?.Delta ?? (asked?.Date is { } at && at > now ? at - now : null);

    private string Escaped(string value) => ContentType.Contains("json", StringComparison.OrdinalIgnoreCase)
        ? JsonEncodedText.Encode(value).ToString()
        : Uri.EscapeDataString(value);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Name();
}
