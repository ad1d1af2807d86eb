using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Bookings as files for calendar programs: single ones, and by a private link.</summary>
public abstract class CalendarFileTests(Clinic clinic)
{
    [Fact]
    public async Task A_private_link_reads_each_change_and_nothing_once_it_is_revoked()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        await using var reception = await Bookings.OpenAsync(clinic, "therapist4");
        var patient = consulted.Patient;
        var booked = await reception.BookAsync(patient.Person.PatientId, 12);
        var (link, path) = await AddAsync(patient.Tokens);

        var first = await ReadAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(("text/calendar", true, true), (first.Content.Headers.ContentType!.MediaType, first.Headers.CacheControl!.Private, first.Headers.CacheControl.NoCache));
        var file = await first.Content.ReadAsStringAsync();
        Assert.Contains($"UID:{booked.AppointmentId}@medzdrav", file, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", file, StringComparison.Ordinal);
        Assert.DoesNotContain(patient.Person.Name.Split(' ')[0], file, StringComparison.Ordinal);
        using var asked = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await clinic.Http.SendAsync(asked);
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag, first.Content.Headers.ContentType, 0), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentType, (await head.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(HttpStatusCode.NotModified, (await ReadAsync(path, first.Headers.ETag)).StatusCode);

        await reception.Consultant.Hub.CancelAsync(new CancelOrder(booked.AppointmentId, 1, CancelledBy.Clinic, "Врач болен")).OrThrow();
        var second = await ReadAsync(path, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var changed = await second.Content.ReadAsStringAsync();
        Assert.Contains("SEQUENCE:1", changed, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", changed, StringComparison.Ordinal);

        var listed = Assert.Single((await LinksAsync(patient.Tokens)).Links);
        Assert.Equal(link, listed.LinkId);
        Assert.NotNull(listed.UsedAt);
        await using var stranger = await clinic.PatientAsync();
        await RemoveAsync(link, stranger.Tokens);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(path)).StatusCode);
        await RemoveAsync(link, patient.Tokens);
        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(path, second.Headers.ETag)).StatusCode);
        Assert.Empty((await LinksAsync(patient.Tokens)).Links);
        Assert.DoesNotContain(path.Split('/', '.')[2], clinic.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_booking_is_a_file_for_its_own_family_alone()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        await using var reception = await Bookings.OpenAsync(clinic, "therapist4");
        var booked = await reception.BookAsync(consulted.Patient.Person.PatientId, 13);
        await using var stranger = await clinic.PatientAsync();

        using var own = await clinic.GetAsync($"/api/appointments/{booked.AppointmentId}.ics", consulted.Patient.Tokens);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains($"DTSTART:{booked.StartsAt:yyyyMMdd'T'HHmmss'Z'}", await own.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(own.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync($"/api/appointments/{booked.AppointmentId}.ics", stranger.Tokens));
    }

    [Fact]
    public async Task A_link_ends_with_the_number_and_an_account_has_five()
    {
        var (phone, number) = ($"+7904{Random.Shared.Next(10_000_000):0000000}", Guid.NewGuid().ToString("N"));
        await clinic.InsureAsync(number, "Ромашкина Анна Павловна", phone);
        var tokens = await clinic.SignInByCodeAsync(phone);
        var (_, path) = await AddAsync(tokens);
        for (var more = 0; more < 4; more++)
            await AddAsync(tokens);
        Assert.Equal((HttpStatusCode.TooManyRequests, "tooMany"), await clinic.RefusedAsync("/api/calendar-links", new { }, tokens));
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(path)).StatusCode);

        await clinic.InsureAsync(number, "Ромашкина Анна Павловна", $"+7904{Random.Shared.Next(10_000_000):0000000}");

        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("/calendar/short.ics")]
    [InlineData("/calendar/%D0%A9AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")]
    public async Task A_link_that_was_never_made_is_not_there(string path) => Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(path)).StatusCode);

    private async Task<HttpResponseMessage> ReadAsync(string path, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return await clinic.Http.SendAsync(request);
    }

    private async Task<(string LinkId, string Path)> AddAsync(TokenPair tokens)
    {
        using var answer = await clinic.PostAsync("/api/calendar-links", new { }, tokens);
        var made = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return (made.GetProperty("linkId").GetString()!, made.GetProperty("path").GetString()!);
    }

    private async Task<CalendarLinkList> LinksAsync(TokenPair tokens)
    {
        using var answer = await clinic.GetAsync("/api/calendar-links", tokens);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CalendarLinkList>(WireJson.Options))!;
    }

    private async Task RemoveAsync(string link, TokenPair tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/calendar-links/{link}") { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        using var answer = await clinic.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class CalendarFileTestsOnSqlite(SqliteClinic clinic) : CalendarFileTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class CalendarFileTestsOnPostgres(PostgresClinic clinic) : CalendarFileTests(clinic);
