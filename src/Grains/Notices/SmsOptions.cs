using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Grains;

/// <summary>The SMS provider. Section <c>Sms</c>; without a <see cref="Url"/> messages stay in the development outbox.</summary>
internal sealed class SmsOptions
{
    /// <summary>Where to post; empty for the development outbox, which is refused outside Development.</summary>
    public string Url { get; set; } = "";

    /// <summary>The request's body; <c>{phone}</c>, <c>{text}</c> and <c>{id}</c> are put in, escaped for the content type. <c>{id}</c> is the message's own key, the same each time it is sent: put it in only where the provider sends messages of one key once.</summary>
    public string Body { get; set; } = """{"to":"{phone}","text":"{text}"}""";

    /// <summary>The body's type. Default <c>application/json</c>.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>The <c>Authorization</c> header, or empty.</summary>
    public string Authorization { get; set; } = "";

    /// <summary>The name of the header that carries the message's key, such as <c>Idempotency-Key</c>; empty where the provider knows none. Like <c>{id}</c> in the body it says that the provider sends messages of one key once: then a message whose outcome is unknown is sent again.</summary>
    public string KeyHeader { get; set; } = "";

    /// <summary>How long the provider's answer is waited for. 1 to 40 s, default 20 s; nobody who signs in waits for it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:40")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(20);
}
