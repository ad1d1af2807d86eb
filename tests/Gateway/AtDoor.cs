using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A caller before the doors, with what each door is asked about: their own, or what belongs to those with whom they have nothing to do.</summary>
/// <param name="Clinic">Where.</param>
/// <param name="Device">The connection to the hub; null for those whom it does not let in.</param>
/// <param name="Bearer">The token or key of calls over HTTP; null for none.</param>
/// <param name="Cookie">The browser's cookies; null for none.</param>
/// <param name="About">The topic that they ask about.</param>
internal sealed record AtDoor(Clinic Clinic, Device? Device, string? Bearer, string? Cookie, DoorTopic About)
{
    private const string May = "✓";
    private const string Led = "→";
    private const string SignIn = "S";

    private static readonly HttpClient Http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Calls the hub.</summary>
    /// <returns>The cell of the table.</returns>
    public async Task<string> CallAsync(string method, object?[] arguments)
    {
        if (Device is null)
            return SignIn;
        var answer = await Device.Answer(method, arguments);
        return answer.ValueKind == JsonValueKind.Null ? "–"
            : answer.TryGetProperty("refusal", out var refusal) && refusal.ValueKind == JsonValueKind.Object ? CellOf(refusal.GetProperty("code").GetString()!)
            : May;
    }

    /// <summary>Calls over HTTP, with the version of tus that only uploads read, as a program with a token, or as a page of the platform.</summary>
    public async Task<string> SendAsync(HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Clinic.Address, path)) { Content = body };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (Bearer is not null)
            request.Headers.Authorization = new("Bearer", Bearer);
        else
            request.Headers.Add("Origin", Clinic.Address.GetLeftPart(UriPartial.Authority));
        if (Bearer is null && Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        using var answer = await Http.SendAsync(request);
        return answer.IsSuccessStatusCode ? May
            : method != HttpMethod.Head && answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? CellOf((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!)
            : answer.StatusCode switch { HttpStatusCode.Unauthorized => SignIn, HttpStatusCode.Forbidden => "W", HttpStatusCode.NotFound => "N", HttpStatusCode.BadRequest => May, var other => other.ToString() };
    }

    /// <summary>Opens a page.</summary>
    public async Task<string> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Clinic.Address, path));
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => May,
            HttpStatusCode.NotFound => "N",
            HttpStatusCode.Redirect => answer.Headers.Location!.OriginalString.Contains("sign-in", StringComparison.Ordinal) ? SignIn : Led,
            var other => other.ToString(),
        };
    }

    /// <summary>Whatever is refused for another reason than who asks has come through the door.</summary>
    private static string CellOf(string code) => code switch
    {
        "signInRequired" => SignIn,
        "wrongRole" => "W",
        "rightMissing" => "R",
        "notFound" => "N",
        "tooMany" or "unavailable" or "fault" => code,
        _ => May,
    };
}

/// <summary>A session with its person and what belongs to both.</summary>
internal sealed record DoorTopic
{
    public required SessionId Session { get; init; }

    /// <summary>Null for a visitor.</summary>
    public required PatientId? Person { get; init; }

    /// <summary>The signed conclusion.</summary>
    public required ConclusionId Conclusion { get; init; }

    /// <summary>A booking of the person, ahead.</summary>
    public required AppointmentId Appointment { get; init; }

    /// <summary>The version of the consent that the person confirmed.</summary>
    public required string Consent { get; init; }

    public required DocumentId Document { get; init; }

    /// <summary>The address of an upload that has begun.</summary>
    public required string Upload { get; init; }

    /// <summary>An attempt to sign in.</summary>
    public required string Attempt { get; init; }

    /// <summary>A member of the staff who is none of the callers.</summary>
    public required StaffId Member { get; init; }

    /// <summary>The secret of another member's one-time link.</summary>
    public required string Link { get; init; }
}
