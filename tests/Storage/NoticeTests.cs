using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

public abstract class NoticeTests(ClassStorage storage)
{
    private readonly INotices notices = storage.Get<INotices>();
    private readonly Notice notice = new(Sample.Id(), Family.Phone(), "123456 — код", Sample.Now, Sample.Now.AddMinutes(5), false);

    [Fact]
    public async Task A_notice_is_stored_once_and_its_grain_is_due()
    {
        await notices.PutAsync(notice);
        await notices.PutAsync(notice with { Text = "Другой текст" });

        Assert.Equal(new NoticeRow(notice.Id, notice.Phone, notice.Text, Sample.Now, Sample.Now.AddMinutes(5), false, NoticeState.Waiting, 0, Sample.Now), await notices.FindAsync(notice.Id));
        Assert.Equal(1, await DueAsync(Sample.Now));
        Assert.Null(await notices.FindAsync(Sample.Id()));
    }

    [Fact]
    public async Task A_notice_is_stored_with_its_commit_or_not_at_all()
    {
        var (session, journal) = (Sample.Session(), storage.Get<IJournal>());
        var other = notice with { Id = Sample.Id() };

        Assert.Equal(AppendOutcome.Stored, (await journal.AppendAsync(Sample.Commit(session, records: [notice]))).Outcome);
        Assert.Equal(AppendOutcome.Conflict, (await journal.AppendAsync(Sample.Commit(session, records: [other]))).Outcome);

        Assert.NotNull(await notices.FindAsync(notice.Id));
        Assert.Null(await notices.FindAsync(other.Id));
    }

    [Fact]
    public async Task One_of_many_claims_a_notice()
    {
        await notices.PutAsync(notice);
        var before = (await notices.FindAsync(notice.Id))!;
        var claimed = before with { State = NoticeState.Sending, Attempts = 1, StateAt = Sample.Now.AddSeconds(1) };

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => notices.ChangeAsync(before, claimed, Sample.Now.AddSeconds(46))));

        Assert.Single(claims, won => won);
        Assert.Equal(claimed, await notices.FindAsync(notice.Id));
        Assert.Equal(1, await DueAsync(Sample.Now.AddSeconds(46)));
    }

    [Fact]
    public async Task Of_a_settled_notice_neither_phone_nor_text_is_left_and_then_nothing()
    {
        await notices.PutAsync(notice);
        var before = (await notices.FindAsync(notice.Id))!;

        Assert.True(await notices.ChangeAsync(before, before with { Phone = null, Text = null, State = NoticeState.Expired }, Sample.Now.AddDays(1)));

        Assert.Equal(0, await storage.Fixture.ScalarAsync("SELECT count(*) FROM notice WHERE id = @Id AND (phone IS NOT NULL OR text IS NOT NULL)", new { notice.Id }));
        await notices.ForgetAsync(notice.Id);
        Assert.Null(await notices.FindAsync(notice.Id));
    }

    [Fact]
    public async Task Commits_with_records_of_their_own_are_stored_together_and_a_bad_one_alone_is_refused()
    {
        var (journal, sessions) = (storage.Get<IJournal>(), Enumerable.Range(0, 12).Select(_ => Sample.Session()).ToArray());
        await journal.AppendAsync(Sample.Commit(sessions[3]));

        var results = await Task.WhenAll(sessions.Select(session => journal.AppendAsync(Sample.Commit(session, records: [notice with { Id = session.Value }]))));

        foreach (var (session, result) in sessions.Zip(results))
        {
            Assert.Equal(session == sessions[3] ? AppendOutcome.Conflict : AppendOutcome.Stored, result.Outcome);
            Assert.Equal(session == sessions[3], await notices.FindAsync(session.Value) is null);
        }
    }

    [Fact]
    public async Task Many_rows_of_no_commit_are_stored_together_and_a_bad_one_fails_alone()
    {
        // A row without an id is none that a database takes.
        var many = Enumerable.Range(0, 12).Select(place => notice with { Id = place == 3 ? null! : Sample.Id() }).ToArray();

        var stored = await Task.WhenAll(many.Select(async one =>
        {
            try
            {
                await notices.PutAsync(one);
                return true;
            }
            catch (Exception refused) when (refused is not StorageUnavailableException)
            {
                return false;
            }
        }));

        Assert.Equal(Enumerable.Range(0, 12).Select(place => place != 3), stored);
    }

    [Fact]
    public async Task The_course_of_an_accounts_notice_is_kept_over_its_devices()
    {
        var told = new AccountNotice(Sample.Id(), new AccountId(Sample.Id()), new PushText("Медздрав", "Скоро консультация", "/calendar", "one"), "По SMS", Sample.Now, Sample.Now.AddMinutes(10));
        await notices.PutAsync(told);
        await notices.PutAsync(told with { Sms = "Другой текст" });
        var fresh = (await notices.FindAsync(told.Id))!;
        Assert.Equal((null, "По SMS", told.Account, told.Push, null, 0), (fresh.Phone, fresh.Text, fresh.Push!.Account, fresh.Push.Text, fresh.Push.Since, fresh.Push.Devices.Count));
        DeviceCourse[] devices = [new("phone", DeviceState.Taken, 1), new("laptop", DeviceState.Again, 2, Sample.Now.AddSeconds(2)), new("old", DeviceState.Refused, 1)];

        Assert.True(await notices.ChangeAsync(fresh, fresh with { Attempts = 1, Push = fresh.Push with { Since = Sample.Now, Devices = devices } }, Sample.Now.AddSeconds(2)));

        var course = (await notices.FindAsync(told.Id))!.Push!;
        Assert.Equal(Sample.Now, course.Since);
        Assert.Equal(devices, course.Devices);
    }

    [Fact]
    public async Task A_claim_for_devices_is_none_for_the_SMS_that_follows_them()
    {
        var told = new AccountNotice(Sample.Id(), new AccountId(Sample.Id()), new PushText("Медздрав", "Скоро консультация", "/calendar"), "По SMS", Sample.Now, Sample.Now.AddMinutes(10));
        await notices.PutAsync(told);
        var fresh = (await notices.FindAsync(told.Id))!;
        var pushing = fresh with { State = NoticeState.Sending, Attempts = 1 };
        var bySms = fresh with { Push = null, Phone = Family.Phone(), Attempts = 0 };
        var sending = bySms with { State = NoticeState.Sending, Attempts = 1 };
        Assert.True(await notices.ChangeAsync(fresh, pushing, Sample.Now));
        Assert.True(await notices.ChangeAsync(pushing, bySms, Sample.Now));
        Assert.True(await notices.ChangeAsync(bySms, sending, Sample.Now));

        Assert.False(await notices.ChangeAsync(pushing, fresh with { State = NoticeState.Sent }, Sample.Now));

        Assert.Equal(sending, await notices.FindAsync(told.Id));
    }

    [Fact]
    public async Task An_accounts_notice_is_stored_with_its_commit()
    {
        var told = new AccountNotice(Sample.Id(), new AccountId(Sample.Id()), new PushText("Медздрав", "Скоро консультация", "/calendar"), null, Sample.Now, Sample.Now.AddMinutes(10));

        Assert.Equal(AppendOutcome.Stored, (await storage.Get<IJournal>().AppendAsync(Sample.Commit(Sample.Session(), records: [told]))).Outcome);

        Assert.NotNull((await notices.FindAsync(told.Id))!.Push);
    }

    [Fact]
    public async Task A_notice_that_is_to_be_tried_again_is_taken_back_as_a_fresh_one_is()
    {
        var told = new AccountNotice(Sample.Id(), new AccountId(Sample.Id()), new PushText("Медздрав", "Скоро консультация", "/calendar"), "По SMS", Sample.Now, Sample.Now.AddMinutes(10));
        var pushing = told with { Id = Sample.Id() };
        await Task.WhenAll(notices.PutAsync(notice), notices.PutAsync(told), notices.PutAsync(pushing));
        foreach (var id in new[] { notice.Id, told.Id })
        {
            var fresh = (await notices.FindAsync(id))!;
            Assert.True(await notices.ChangeAsync(fresh, fresh with { Attempts = 1, NotBefore = Sample.Now.AddSeconds(1) }, Sample.Now.AddSeconds(1)));
        }
        var claimed = (await notices.FindAsync(pushing.Id))!;
        Assert.True(await notices.ChangeAsync(claimed, claimed with { State = NoticeState.Sending, Attempts = 1 }, Sample.Now.AddSeconds(45)));
        string[] all = [notice.Id, told.Id, pushing.Id];

        await storage.Get<IJournal>().AppendAsync(Sample.Commit(Sample.Session(), records: [.. all.Select(id => new NoticeTakenBack(id))]));

        foreach (var id in all)
            Assert.Null(await notices.FindAsync(id));
    }

    private Task<long> DueAsync(DateTimeOffset at) => storage.Fixture.ScalarAsync("SELECT count(*) FROM due WHERE kind = 'notice' AND key = @Id AND at = @at", new { notice.Id, at });
}

public sealed class SqliteNoticeTests(SqliteStorage storage) : NoticeTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresNoticeTests(PostgresStorage storage) : NoticeTests(storage), IClassFixture<PostgresStorage>;
