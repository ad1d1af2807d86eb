using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Whoever asks for it is erased but for what a term keeps, and reads until when it does.</summary>
public abstract class ErasePersonTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly DateTimeOffset Before = Now.AddDays(-10);
    private readonly string phone = Family.Phone();
    private RetentionPlace place = null!;
    private PatientId anna;

    public async ValueTask InitializeAsync()
    {
        place = await RetentionPlace.CreateAsync(kind);
        anna = await place.PersonAsync(phone, validTo: DateOnly.FromDateTime(Before.DateTime));
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_a_person_without_a_medical_record_only_proofs_stay()
    {
        var session = await place.SessionAsync(anna, Before);
        var document = await place.DocumentAsync(anna, Before);
        var booking = await place.AppointmentAsync(anna, Before, "cancelled");
        var task = await place.TaskAsync(phone, Before);
        await place.ConsentAsync(anna, Before);
        var account = await place.Get<IAccounts>().AccountOfAsync(phone, Before);
        await place.Get<ICalendarLinks>().AddAsync(new CalendarLinkRecord(Sample.Id(), account, Sample.Id(), Before), 5);

        var weighed = await place.Get<PersonErasing>().WeighAsync(anna.Value);
        Assert.Equal(1, await place.CountAsync("session", session));
        var done = await place.Get<PersonErasing>().EraseAsync(anna.Value, "письмо № 12");

        Assert.Empty(done.Refusals);
        Assert.Equal(weighed.Goes, done.Goes);
        Assert.Equal(weighed.Stays.Count, done.Stays.Count);
        Assert.Contains("the person", done.Goes);
        Assert.Equal((0, 0, 0, 0), (await place.CountAsync("session", session), await place.CountAsync("document", "id", document.Value), await place.CountAsync("appointment", "id", booking.Value), await place.CountAsync("task", "id", task)));
        Assert.Equal((0, 0, 0), (await place.CountAsync("person", "id", anna.Value), await place.CountAsync("policy", "person", anna.Value), await place.CountAsync("calendar_link", "account", account.Value)));
        Assert.Empty(place.Files.Names);
        Assert.Null(await place.Get<IAccounts>().PhoneOfAsync(account));
        Assert.Equal((1, 0), (await place.CountAsync("consent", "person", anna.Value), await place.Storage.ScalarAsync("SELECT count(*) FROM consent WHERE withdrawn_at IS NULL", new { })));
        Assert.Equal(1, await place.CountAsync("erasure", "because", "письмо № 12"));
        Assert.Contains(await place.ErasedOfAsync(anna), use => (use.Who, use.What, use.Purpose) == (AuditMember.Console, AuditSubject.Persons, Purpose.Erasure));
        Assert.Empty((await place.AuditAsync()).Faults);

        // The proofs go by their terms.
        await place.EraseAsync(Now.AddDays(1_097));
        Assert.Equal((0, 0), (await place.CountAsync("consent", "person", anna.Value), await place.CountAsync("erasure", "person", anna.Value)));
    }

    [Fact]
    public async Task A_medical_record_stays_and_says_until_when()
    {
        var record = await place.SessionAsync(anna, Before, isConsulted: true);
        var contact = await place.SessionAsync(anna, Before);
        var kept = await place.DocumentAsync(anna, Before.AddDays(-1));
        var loose = await place.DocumentAsync(anna, Before.AddDays(1));

        var done = await place.Get<PersonErasing>().EraseAsync(anna.Value, "письмо");

        Assert.Equal((1, 0, 1, 0), (await place.CountAsync("session", record), await place.CountAsync("session", contact), await place.CountAsync("document", "id", kept.Value), await place.CountAsync("document", "id", loose.Value)));
        Assert.Equal(1, await place.Storage.ScalarAsync("SELECT count(*) FROM rating WHERE comment IS NULL", new { }));
        Assert.Equal(1, await place.Storage.ScalarAsync("SELECT count(*) FROM person WHERE id = @Value AND phone IS NULL", new { anna.Value }));
        Assert.Contains(done.Stays, line => line.Contains(record.Value, StringComparison.Ordinal) && line.EndsWith(Before.AddDays(9_132).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.DoesNotContain("the person", done.Goes);
    }

    [Fact]
    public async Task Nobody_is_erased_who_is_in_a_session_booked_insured_or_unknown_and_nothing_changes()
    {
        await RefusedAsync(Sample.Id(), "no person with this id");
        var open = await place.SessionAsync(anna, closedAt: null);
        await RefusedAsync(anna.Value, "in an open session");
        await place.Storage.ExecuteAsync($"UPDATE session SET closed_at = opened_at WHERE id = '{open}'");
        var booking = await place.AppointmentAsync(anna, Now.AddDays(1), "booked");
        await RefusedAsync(anna.Value, "a booking ahead");
        await place.Storage.ExecuteAsync($"UPDATE appointment SET state = 'cancelled' WHERE id = '{booking}'");
        await place.Get<IUploads>().BeginAsync(new Upload(Sample.Id(), new AccountId("a"), anna, "снимок.jpg", 1, Now, Now.AddDays(1)), new UploadBounds(100, 1, 1));
        await RefusedAsync(anna.Value, "on its way");
        await place.Storage.ExecuteAsync("DELETE FROM upload");
        await place.SessionAsync(anna, Before, isConsulted: true, isSigned: false);
        await RefusedAsync(anna.Value, "not signed");
        await place.Storage.ExecuteAsync("UPDATE consultation SET signed_at = ended_at");
        await place.TaskAsync(phone, finishedAt: null);
        await RefusedAsync(anna.Value, "is open");
        await place.Storage.ExecuteAsync("UPDATE task SET finished_at = asked_at; UPDATE policy SET valid_to = '2099-12-31'");
        await RefusedAsync(anna.Value, "valid until 2099-12-31");
        Assert.Empty(await place.ErasedOfAsync(anna));
    }

    [Fact]
    public async Task A_number_that_others_have_keeps_its_account()
    {
        var boris = await place.PersonAsync(phone, "Ромашкин Борис Павлович");
        var account = await place.Get<IAccounts>().AccountOfAsync(phone, Now.AddHours(1));
        var task = await place.TaskAsync(phone, Before);

        await place.Get<PersonErasing>().EraseAsync(anna.Value, "письмо");

        Assert.Equal((phone, 1, 1), (await place.Get<IAccounts>().PhoneOfAsync(account), await place.CountAsync("person", "id", boris.Value), await place.CountAsync("task", "id", task)));
    }

    [Fact]
    public async Task Whoever_came_to_the_number_after_its_account_was_made_keeps_it_when_the_first_one_is_erased()
    {
        var account = await place.Get<IAccounts>().AccountOfAsync(phone, Before);
        await place.Get<ICalendarLinks>().AddAsync(new CalendarLinkRecord(Sample.Id(), account, Sample.Id(), Before), 5);
        var boris = await place.PersonAsync(phone, "Ромашкин Борис Павлович");

        var done = await place.Get<PersonErasing>().EraseAsync(anna.Value, "письмо");

        Assert.Contains(done.Goes, line => line.Contains("its account stays", StringComparison.Ordinal));
        Assert.Equal((phone, 1), (await place.Get<IAccounts>().PhoneOfAsync(account), await place.CountAsync("calendar_link", "account", account.Value)));
        Assert.Equal(1, await place.Storage.ScalarAsync("SELECT count(*) FROM person WHERE id = @Value AND phone_since IS NOT NULL", new { boris.Value }));
    }

    [Fact]
    public async Task A_call_back_asked_for_in_the_persons_session_is_about_the_person_whatever_number_it_has()
    {
        var task = await place.TaskAsync(Family.Phone(), finishedAt: null, session: await place.SessionAsync(anna, Before));
        var others = await place.TaskAsync(Family.Phone(), finishedAt: null, session: await place.SessionAsync(null, Before));
        await RefusedAsync(anna.Value, "is open");
        await place.Storage.ExecuteAsync($"UPDATE task SET finished_at = asked_at WHERE id = '{task}'");

        await place.Get<PersonErasing>().EraseAsync(anna.Value, "письмо");

        Assert.Equal((0, 1), (await place.CountAsync("task", "id", task), await place.CountAsync("task", "id", others)));
    }

    [Fact]
    public async Task Neither_the_number_of_the_former_account_nor_names_of_files_nor_messages_are_left()
    {
        var account = await place.Get<IAccounts>().AccountOfAsync(phone, Before);
        var other = await place.Get<IAccounts>().AccountOfAsync(Family.Phone(), Before);
        await place.ConsentAsync(anna, Before, account: account.Value);
        foreach (var holder in new[] { account, other })
            await place.Get<INotices>().PutAsync(new AccountNotice(Sample.Id(), holder, new PushText("Звонок", "Вас ждут", "/"), "Вас ждут", Now, Now.AddHours(1)));
        var (became, refused) = (await UploadedAsync("снимок.jpg"), await UploadedAsync("выписка.jpg"));
        await place.Storage.ExecuteAsync($"UPDATE upload SET document = 'd' WHERE id = '{became}'");
        await place.Get<IUploads>().RefuseAsync(refused, Refusal.NotFound);

        var done = await place.Get<PersonErasing>().EraseAsync(anna.Value, "письмо");

        Assert.Equal((1, 0), (await place.CountAsync("former_account", "id", account.Value), await place.CountAsync("former_account", "phone", phone)));
        Assert.Equal((0, 0, 0), (await place.CountAsync("upload", "patient", anna.Value), await place.CountAsync("upload_part", "upload", became), await place.CountAsync("upload_part", "upload", refused)));
        Assert.Empty(place.Files.Names);
        Assert.Equal((1, 1), (await place.Storage.ScalarAsync("SELECT count(*) FROM notice", new { }), await place.Storage.ScalarAsync("SELECT count(*) FROM notice WHERE push LIKE @holder", new { holder = $"%{other}%" })));
        Assert.Contains(done.Stays, line => line.Contains("answers to repeated commands", StringComparison.Ordinal));
        Assert.Contains(done.Stays, line => line.Contains("Have the insurer drop the row", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_of_files_that_is_away_leaves_the_rest_to_the_server()
    {
        await place.DocumentAsync(anna, Before);
        place.Files.Deletions = 1;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => place.Get<PersonErasing>().EraseAsync(anna.Value, "письмо"));
        Assert.Equal((0, 2), (await place.CountAsync("person", "id", anna.Value), place.Files.Names.Count));

        place.Files.Deletions = null;
        await place.EraseAsync(Now.AddDays(2));
        Assert.Empty(place.Files.Names);
        Assert.Equal(0, await place.CountAsync("document", "patient", anna.Value));
    }

    /// <summary>An upload of the person with one piece, whose file is still there.</summary>
    private async Task<string> UploadedAsync(string name)
    {
        var upload = Sample.Id();
        await place.Get<IUploads>().BeginAsync(new Upload(upload, new AccountId("a"), anna, name, 1, Now, Now.AddDays(1)), new UploadBounds(100, 10, 10));
        await place.Files.WriteAsync($"uploads/{upload}/0", new byte[] { 1 });
        await place.Get<IUploads>().AddPartAsync(upload, new UploadPart(0, 1, $"uploads/{upload}/0", "d"), Now);
        return upload;
    }

    private async Task RefusedAsync(string person, string why)
    {
        var (weighed, done) = (await place.Get<PersonErasing>().WeighAsync(person), await place.Get<PersonErasing>().EraseAsync(person, "письмо"));
        Assert.Contains(why, Assert.Single(done.Refusals), StringComparison.Ordinal);
        Assert.Equal(weighed.Refusals, done.Refusals);
    }
}

public sealed class SqliteErasePersonTests() : ErasePersonTests(DatabaseKind.Sqlite);

[Trait("database", "postgres")]
public sealed class PostgresErasePersonTests() : ErasePersonTests(DatabaseKind.Postgres);
