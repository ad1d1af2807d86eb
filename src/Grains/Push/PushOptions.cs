using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Grains;

/// <summary>Messages to devices. Section <c>Push</c>.</summary>
internal sealed class PushOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Push";

    /// <summary>Where push services reach whoever answers for the platform's messages: <c>mailto:…</c> or <c>https://…</c> (RFC 8292, section 2.1). Default none: then no browser is told by push. In Development an invented one.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The public key of the platform (VAPID): a point of P-256, 65 bytes in the alphabet of URLs. Default none: then a pair is made once and kept beside the keys of cookies. Another key ends what browsers allowed.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>The private key to it: 32 bytes in the alphabet of URLs.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>How many devices an account has at most; above, the one goes that was heard of the longest ago. 1 to 50, default 10.</summary>
    [Range(1, 50)]
    public int DevicesPerAccount { get; set; } = 10;

    /// <summary>How long an SMS waits for a push service to take the message. 10 s to 10 min, default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan SmsAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a push service's answer is waited for; nobody waits with it. 1 to 30 s, default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether push services may lie at private addresses, at any port and without TLS. Default false; true in Development.</summary>
    public bool LocalAddresses { get; set; }

    /// <summary>Where to post what apps are told; empty where no app is told by push.</summary>
    public string AppUrl { get; set; } = "";

    /// <summary>The request's body; <c>{platform}</c>, <c>{token}</c>, <c>{title}</c>, <c>{body}</c>, <c>{path}</c>, <c>{topic}</c>, <c>{seconds}</c>, for which it is worth holding, and <c>{quiet}</c>, which is <c>true</c> where it only takes another's place, are put in, escaped for the content type.</summary>
    public string AppBody { get; set; } = """{"platform":"{platform}","token":"{token}","title":"{title}","body":"{body}","path":"{path}","topic":"{topic}","ttl":{seconds},"quiet":{quiet}}""";

    /// <summary>The body's type. Default <c>application/json</c>.</summary>
    public string AppContentType { get; set; } = "application/json";

    /// <summary>The <c>Authorization</c> header, or empty.</summary>
    public string AppAuthorization { get; set; } = "";

    /// <summary>Whether browsers are told by push.</summary>
    internal bool IsForBrowsers => Subject.Length > 0;

    /// <summary>Whether push services will take the subject, or there is none.</summary>
    internal bool IsSubjectReadable => Subject.Length == 0
        || Uri.TryCreate(Subject, UriKind.Absolute, out var subject) && (subject.Scheme == Uri.UriSchemeHttps && subject.Host.Contains('.', StringComparison.Ordinal)
            || subject.Scheme == Uri.UriSchemeMailto && subject.UserInfo.Length > 0 && subject.Host.Contains('.', StringComparison.Ordinal)) && !Subject.AsSpan().ContainsAny("\"\\");

    /// <summary>Whether there is no pair of keys, or one whose halves belong together.</summary>
    internal bool AreKeysPaired => PublicKey.Length == 0 && PrivateKey.Length == 0 || new PushKeyPair(PublicKey, PrivateKey).IsPair;
}
