using System.Globalization;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>The record of who used whose data, for the auditor. The address holds ids and days only: a person is asked for by a form.</summary>
public sealed class AuditModel(IGrainFactory grains, KnownTerms terms) : PlatformPage(grains)
{
    private const int MaxId = 64;
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    /// <summary>Only about this person.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>Only by this member of the staff.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reader { get; set; }

    /// <summary>Only in this post, by its word.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Post { get; set; }

    /// <summary>Only in this session.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Session { get; set; }

    /// <summary>From this day on, of the clinic's civil time.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Until this day, which counts.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The entries; null where only persons were looked for.</summary>
    public AuditView? View { get; private set; }

    /// <summary>Persons who may be meant; null where nobody was looked for.</summary>
    public FoundPersons? Found { get; private set; }

    /// <summary>Why nobody was looked for, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether anything but all entries is asked for.</summary>
    public bool IsNarrowed => Person is not null || Reader is not null || Post is not null || Session is not null || From is not null || Until is not null;

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.SearchAudit) is { } shut)
            return shut;
        var reply = await Ask(() => Auditor.Search(Query, Before));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        View = reply.Value!;
        return Page();
    }

    /// <summary>Finds the person who is meant; the only one there is is taken at once.</summary>
    public async Task<IActionResult> OnPost(string? who)
    {
        if (ShutWithout(Right.SearchAudit) is { } shut)
            return shut;
        var reply = await Ask(() => Auditor.FindPersons(who ?? ""));
        if (reply.Refusal is { } refusal && refusal.Code != Refusal.Invalid.Code)
            return Refused(refusal);
        Found = reply.Value;
        Fault = Found is null ? "Введите не меньше трёх знаков телефона, номера полиса или имени." : null;
        return Found is { Persons: [var only] } ? Redirect(Address("/staff/audit", person: only.PatientId.Value)) : Page();
    }

    /// <summary>All entries that are asked for, as CSV, page by page: however many there are, few are in memory.</summary>
    public async Task<IActionResult> OnGetExport(CancellationToken cancellation)
    {
        if (ShutWithout(Right.ExportAudit) is { } shut)
            return shut;
        var page = await Ask(() => Auditor.Export(Query, Before));
        if (page.Refusal is { } refusal)
            return Refused(refusal);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        var file = new AuditFile(Response.BodyWriter, terms.Zone);
        await file.BeginAsync(cancellation);
        for (var lines = page.Value!; ;)
        {
            await file.WriteAsync(lines.Lines, cancellation);
            if (lines.Before is not { } before)
                return new EmptyResult();
            // A refusal in the middle breaks the download off: a file that ends early must not look whole.
            lines = (await Ask(() => Auditor.Export(Query, before))).Value ?? throw new InvalidOperationException("The export was refused in its midst.");
        }
    }

    /// <summary>The address of this page or its file with the same filters but for what is given.</summary>
    public string Address(string path, string? person = null, string? reader = null, string? session = null, long? before = null)
    {
        (string Name, string? Value)[] parts =
        [
            ("person", person ?? Person), ("reader", reader ?? Reader), ("post", Post), ("session", session ?? Session), ("from", Dates.Field(From)), ("until", Dates.Field(Until)),
            ("before", before?.ToString(CultureInfo.InvariantCulture)),
        ];
        var query = string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length > 0 ? $"{path}?{query}" : path;
    }

    private IAuditorGrain Auditor => Grains.GrainOf<IAuditorGrain>(User.Staff()!.Value.Value);

    private AuditQuery Query => new(
        Id(Person) is { } person ? new PatientId(person) : null,
        Id(Reader) is { } reader ? new StaffId(reader) : null,
        Words.Find<Post>(Post),
        Id(Session) is { } session ? new SessionId(session) : null,
        Begin(From),
        Begin(Until?.AddDays(Until == DateOnly.MaxValue ? 0 : 1)));

    /// <summary>When a day begins; days that no entry is of are brought near.</summary>
    private DateTimeOffset? Begin(DateOnly? day) =>
        day is { } known ? Dates.Begin(known < Earliest ? Earliest : known > Latest ? Latest : known, terms.Zone) : null;

    private static string? Id(string? text) => text?.Trim() is { Length: > 0 and <= MaxId } id ? id : null;
}
