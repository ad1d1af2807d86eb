using System.Text.Json;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>The Android apps of stores that show the platform's pages without an address bar (Trusted Web Activity). See <c>docs/store-app.md</c>.</summary>
public sealed partial class StoreApps
{
    /// <summary>The configuration section.</summary>
    public const string Section = "App";

    private static readonly string[] Relations = ["delegate_permission/common.handle_all_urls"];

    /// <summary>Apps, divided by semicolons: each is its package, an equals sign, and the SHA-256 fingerprints of the certificates that it may be signed with, divided by commas. Empty for none.</summary>
    public string Android { get; set; } = "";

    /// <summary>Whether each app has its package and fingerprints.</summary>
    public bool AreReadable => Array.TrueForAll(Written, one => App().IsMatch(one));

    private string[] Written => Android.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The statement by which Android lets these apps show this host (Digital Asset Links); null without an app.</summary>
    public string? Statement() => Written.Length == 0 ? null : JsonSerializer.Serialize(
        Written.Select(one => one.Split('=')).Select(app => new Dictionary<string, object>
        {
            ["relation"] = Relations,
            ["target"] = new Dictionary<string, object>
            {
                ["namespace"] = "android_app",
                ["package_name"] = app[0].Trim(),
                ["sha256_cert_fingerprints"] = app[1].Split(',', StringSplitOptions.TrimEntries),
            },
        }),
        WireJson.Options);

    [GeneratedRegex(@"^[A-Za-z]\w*(\.[A-Za-z]\w*)+\s*=\s*[0-9A-F]{2}(:[0-9A-F]{2}){31}(\s*,\s*[0-9A-F]{2}(:[0-9A-F]{2}){31})*$")]
    private static partial Regex App();
}
