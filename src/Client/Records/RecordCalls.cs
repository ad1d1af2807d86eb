using System.Globalization;
using System.Net.Http.Headers;
using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>The reading and asking over HTTP of a signed-in caller (<c>docs/protocol.md</c>, "HTTP"). An expired token is renewed on the way.</summary>
public sealed class RecordCalls
{
    private readonly HttpCalls _http;
    private readonly HeldTokens _credentials;
    private readonly ServerClock _now;

    internal RecordCalls(HttpCalls http, HeldTokens credentials, ServerClock now) => (_http, _credentials, _now) = (http, credentials, now);

    /// <summary>Tells who is signed in, their insured persons and open sessions.</summary>
    /// <returns>The answer, or refused: signInRequired.</returns>
    public Task<Reply<Me>> MeAsync(CancellationToken cancellation = default) => GetAsync<Me>("/api/me", cancellation);

    /// <summary>Past and running sessions of an insured person («Календарь»).</summary>
    /// <returns>Newest first, or refused: notFound, signInRequired, wrongRole.</returns>
    public Task<Reply<CalendarView>> CalendarAsync(PatientId patient, CancellationToken cancellation = default) => GetAsync<CalendarView>($"/api/patients/{Escape(patient)}/calendar", cancellation);

    /// <summary>A signed conclusion.</summary>
    /// <param name="conclusion">Which.</param>
    /// <param name="edition">Which of its editions, from 1; null for the last.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The conclusion, or refused: notFound, rightMissing.</returns>
    public Task<Reply<ConclusionView>> ConclusionAsync(ConclusionId conclusion, int? edition = null, CancellationToken cancellation = default) =>
        GetAsync<ConclusionView>(PathOf(conclusion, "", edition), cancellation);

    /// <summary>A signed conclusion as a PDF (A4), under the head of the insurer whose address the client has.</summary>
    /// <inheritdoc cref="ConclusionAsync" path="/param" />
    /// <returns>The file's bytes, or refused: notFound, rightMissing, notSigned.</returns>
    public Task<Reply<byte[]>> ConclusionPdfAsync(ConclusionId conclusion, int? edition = null, CancellationToken cancellation = default) =>
        GetAsync<byte[]>(PathOf(conclusion, ".pdf", edition), cancellation);

    /// <summary>A signed conclusion as a FHIR R4 document: a Bundle in JSON. The same edition is the same document.</summary>
    /// <inheritdoc cref="ConclusionAsync" path="/param" />
    /// <returns>The document's bytes in UTF-8, or refused: notFound, rightMissing, notSigned.</returns>
    public Task<Reply<byte[]>> ConclusionBundleAsync(ConclusionId conclusion, int? edition = null, CancellationToken cancellation = default) =>
        GetAsync<byte[]>(PathOf(conclusion, ".fhir.json", edition), cancellation);

    /// <summary>A consent text (S2.3).</summary>
    /// <param name="version">Which; null for the one in force.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The text, or refused: notFound.</returns>
    public Task<Reply<ConsentText>> ConsentTextAsync(string? version = null, CancellationToken cancellation = default) => GetAsync<ConsentText>($"/api/consents/{Uri.EscapeDataString(version ?? "current")}", cancellation);

    /// <summary>Withdraws a consent (S2.3): no further service.</summary>
    /// <param name="patient">The insured person.</param>
    /// <param name="endConsultation">True after the warning: a running consultation may end by it.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Done, or refused: notFound, consultationRunning (warn, then repeat with <paramref name="endConsultation"/>).</returns>
    public Task<Reply<Done>> WithdrawConsentAsync(PatientId patient, bool endConsultation = false, CommandId? command = null, CancellationToken cancellation = default) =>
        PostAsync<Done>($"/api/patients/{Escape(patient)}/consent/withdraw", new { commandId = command ?? CommandId.New(), endConsultation }, cancellation);

    /// <summary>Wishes that a booking of one's own person be cancelled (S4.6): consultants get a task.</summary>
    /// <param name="appointment">Which.</param>
    /// <param name="reason">Why; null for none.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Accepted, or refused: notFound, appointmentOver, invalid, tooMany.</returns>
    public Task<Reply<WishAccepted>> RequestCancelAsync(AppointmentId appointment, string? reason = null, CommandId? command = null, CancellationToken cancellation = default) =>
        PostAsync<WishAccepted>($"/api/appointments/{Escape(appointment)}/cancel-request", new { commandId = command ?? CommandId.New(), reason }, cancellation);

    /// <summary>A booking of one's own person as a file for the phone's own calendar (RFC 5545).</summary>
    /// <returns>The file's bytes in UTF-8, or refused: notFound.</returns>
    public Task<Reply<byte[]>> AppointmentFileAsync(AppointmentId appointment, CancellationToken cancellation = default) => GetAsync<byte[]>($"/api/appointments/{Escape(appointment)}.ics", cancellation);

    /// <summary>Lists the private links by which calendar programs read the account's bookings.</summary>
    /// <returns>The links, or refused: signInRequired, wrongRole.</returns>
    public Task<Reply<CalendarLinkList>> CalendarLinksAsync(CancellationToken cancellation = default) => GetAsync<CalendarLinkList>("/api/calendar-links", cancellation);

    /// <summary>Makes a private link.</summary>
    /// <returns>The link, whose path is shown this once; or refused: tooMany.</returns>
    public Task<Reply<ShownCalendarLink>> AddCalendarLinkAsync(CancellationToken cancellation = default) => PostAsync<ShownCalendarLink>("/api/calendar-links", new { }, cancellation);

    /// <summary>Revokes a private link.</summary>
    /// <param name="linkId">Which of <see cref="CalendarLinksAsync"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Done, or refused: signInRequired, wrongRole.</returns>
    public Task<Reply<Done>> EndCalendarLinkAsync(string linkId, CancellationToken cancellation = default) => AskAsync<Done>(HttpMethod.Delete, $"/api/calendar-links/{Uri.EscapeDataString(linkId)}", null, cancellation);

    /// <summary>Servers for connecting the call of a session, good for the rest of the leg; ask again to renew.</summary>
    /// <returns>The servers, none where none is configured; or refused: notFound, closed.</returns>
    public Task<Reply<IceServer[]>> IceServersAsync(SessionId session, CancellationToken cancellation = default) => GetAsync<IceServer[]>($"/api/ice-servers?sessionId={Escape(session)}", cancellation);

    /// <summary>Servers for a connection check (S1.4), for 2 minutes.</summary>
    /// <returns>The servers, none where none is configured; or refused: tooMany.</returns>
    public Task<Reply<IceServer[]>> IceServersForCheckAsync(CancellationToken cancellation = default) => GetAsync<IceServer[]>("/api/ice-servers?purpose=check", cancellation);

    /// <summary>Imports policies, as an administrator. Importing again changes nothing: after any failure send the whole file again.</summary>
    /// <param name="file">The insurer's CSV, at most 2 GiB.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The report of what was done, or refused: wrongRole, invalid.</returns>
    public async Task<Reply<ImportReport>> ImportPoliciesAsync(Stream file, CancellationToken cancellation = default)
    {
        // A file is read once: an expired token has to be renewed before.
        if ((await MeAsync(cancellation).ConfigureAwait(false)).Refusal is { } refusal)
            return refusal;
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var token = await _credentials.AccessTokenAsync(cancellation).ConfigureAwait(false);
        return await _http.SendContentAsync<ImportReport>(HttpMethod.Post, "/api/policies/import", content, token, cancellation).ConfigureAwait(false);
    }

    /// <summary>Lists the account's devices that are told by push.</summary>
    /// <returns>The devices, or refused: signInRequired, wrongRole.</returns>
    public Task<Reply<PushDeviceList>> PushDevicesAsync(CancellationToken cancellation = default) => GetAsync<PushDeviceList>("/api/push-subscriptions", cancellation);

    /// <summary>Has this device told by push, until its sign-in ends. To be said again at each start of the app: after 30 days without it counts no more.</summary>
    /// <param name="platform">Android or iOS.</param>
    /// <param name="token">The device's token, as the platform's push service gave it.</param>
    /// <param name="replaces">The token before it, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The device, or refused: invalid (the platform sends nothing to such devices), signInRequired, wrongRole.</returns>
    public Task<Reply<PushDeviceView>> AllowPushesAsync(PushPlatform platform, string token, string? replaces = null, CancellationToken cancellation = default) =>
        PostAsync<PushDeviceView>("/api/push-subscriptions", new { platform, token, replaces }, cancellation);

    /// <summary>Has a device not told by push any more.</summary>
    /// <param name="subscriptionId">Which of <see cref="PushDevicesAsync"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Done, or refused: signInRequired, wrongRole.</returns>
    public Task<Reply<Done>> EndPushesAsync(string subscriptionId, CancellationToken cancellation = default) =>
        AskAsync<Done>(HttpMethod.Delete, "/api/push-subscriptions", new { subscriptionId }, cancellation);

    private static string Escape<TId>(TId id) where TId : struct, IId<TId> => Uri.EscapeDataString(id.Value);

    private static string PathOf(ConclusionId conclusion, string form, int? edition) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/conclusions/{Escape(conclusion)}{form}{(edition is { } which ? $"?edition={which}" : "")}");

    private Task<Reply<T>> GetAsync<T>(string path, CancellationToken cancellation) where T : class => AskAsync<T>(HttpMethod.Get, path, null, cancellation);

    private Task<Reply<T>> PostAsync<T>(string path, object body, CancellationToken cancellation) where T : class => AskAsync<T>(HttpMethod.Post, path, body, cancellation);

    private async Task<Reply<T>> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation) where T : class
    {
        var token = await _credentials.AccessTokenAsync(cancellation).ConfigureAwait(false);
        var reply = await _http.SendAsync<T>(method, path, body, token, cancellation).ConfigureAwait(false);
        if (token is not null && reply.Refusal?.Code == Refusal.SignInRequired.Code && await _credentials.AfterRefusalAsync(token, cancellation).ConfigureAwait(false) is { } renewed)
            reply = await _http.SendAsync<T>(method, path, body, renewed, cancellation).ConfigureAwait(false);
        _now.Hear(reply.Value);
        return reply;
    }
}
