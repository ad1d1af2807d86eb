using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The course of a notice over the devices of an account, and when its SMS comes.</summary>
public sealed class PushCourseRuleTests
{
    private static readonly DateTimeOffset Now = Given.Noon;
    private static readonly TimeSpan SmsAfter = TimeSpan.FromMinutes(2);
    private static readonly AccountId Account = new("account");
    private static readonly NoticeRow Fresh = new("n", null, "По SMS", Now, Now.AddMinutes(10), false, NoticeState.Waiting, 0, Now, new PushCourse(Account, new PushText("Медздрав", "Пора", "/"), null, []));
    private static readonly PushDeviceRecord Phone = Device("phone"), Laptop = Device("laptop");

    [Fact]
    public void A_notice_goes_to_every_device_and_is_over_when_each_push_service_has_it()
    {
        var claimed = Claim(Fresh, Now);

        Assert.Equal([Phone, Laptop], PushCourses.Due(claimed.Push!, [Phone, Laptop], Now));
        Assert.Equal(NoticeState.Sent, Answer(claimed, Now, (Phone, PushOutcome.Taken), (Laptop, PushOutcome.Taken)).State);
    }

    [Fact]
    public void Without_a_device_it_goes_by_SMS_at_once()
    {
        var next = Answer(Claim(Fresh, Now), Now);

        Assert.Equal((NoticeState.Waiting, null, Now, "По SMS", 0), (next.State, next.Push, NoticeRules.DueAt(next), next.Text, next.Attempts));
    }

    [Theory]
    [InlineData(PushOutcome.Refused)]
    [InlineData(PushOutcome.Gone)]
    public void Where_no_push_service_wants_it_the_SMS_comes_at_once(PushOutcome outcome) => Assert.Null(Answer(Claim(Fresh, Now), Now, (Phone, outcome)).Push);

    [Fact]
    public void Where_none_took_it_the_SMS_comes_after_two_minutes_and_not_before()
    {
        var row = Fresh;
        var at = Now;
        while (true)
        {
            row = Answer(Claim(row, at), at, [.. PushCourses.Due(row.Push!, [Phone], at).Select(device => (device, PushOutcome.Later))]);
            if (row.Push is null)
                break;
            Assert.True(at < Now + SmsAfter);
            at = NoticeRules.DueAt(row);
        }
        Assert.Equal(Now + SmsAfter, at);
    }

    [Fact]
    public void After_one_device_was_told_no_SMS_comes_and_the_others_are_tried_on()
    {
        var row = Answer(Claim(Fresh, Now), Now, (Phone, PushOutcome.Taken), (Laptop, PushOutcome.Later));
        var late = Now + SmsAfter + SmsAfter;

        Assert.Equal(Now.AddSeconds(1), NoticeRules.DueAt(row));
        Assert.Equal([Laptop], PushCourses.Due(row.Push!, [Phone, Laptop], late));
        Assert.NotNull(Answer(Claim(row, late), late, (Laptop, PushOutcome.Later)).Push);
        Assert.Equal(NoticeState.Sent, Answer(Claim(row, late), late, (Laptop, PushOutcome.Gone)).State);
    }

    [Fact]
    public void A_device_that_is_over_meanwhile_holds_nothing_up()
    {
        var row = Answer(Claim(Fresh, Now), Now, (Phone, PushOutcome.Later));

        Assert.Null(PushCourses.Answered(Claim(row, Now.AddSeconds(1)), [], new Dictionary<string, PushAnswer>(), Now.AddSeconds(1), SmsAfter).Push);
    }

    [Fact]
    public void Each_try_comes_later_or_when_the_push_service_says()
    {
        var row = Claim(Fresh, Now);
        var asked = PushCourses.Answered(row, [Phone], new Dictionary<string, PushAnswer> { ["phone"] = new(PushOutcome.Later, TimeSpan.FromSeconds(90)) }, Now, SmsAfter);
        Assert.Equal(Now.AddSeconds(90), NoticeRules.DueAt(asked));

        var first = Answer(row, Now, (Phone, PushOutcome.Later));
        Assert.Equal(Now.AddSeconds(1), NoticeRules.DueAt(first));
        Assert.Equal(Now.AddSeconds(3), NoticeRules.DueAt(Answer(Claim(first, Now.AddSeconds(1)), Now.AddSeconds(1), (Phone, PushOutcome.Later))));
    }

    [Fact]
    public void However_little_time_is_left_a_minute_of_it_is_for_the_SMS()
    {
        var late = Now.AddMinutes(8);
        var row = Answer(Claim(Fresh, late), late, (Phone, PushOutcome.Later));
        Assert.True(NoticeRules.DueAt(row) < Now.AddMinutes(9));

        Assert.Null(Answer(Claim(Fresh, Now.AddMinutes(9)), Now.AddMinutes(9), (Phone, PushOutcome.Later)).Push);
    }

    [Fact]
    public void A_claim_that_ran_out_is_repeated_before_any_SMS_also_after_two_minutes()
    {
        var claimed = Claim(Fresh, Now);
        var back = Now.AddMinutes(4);
        var again = NoticeRules.Next(claimed, back, takesKey: false)!;

        Assert.Equal((NoticeState.Sending, 2, Now), (again.State, again.Attempts, again.Push!.Since));
        Assert.Equal([Phone], PushCourses.Due(again.Push!, [Phone], back));
        Assert.Equal(NoticeState.Sent, Answer(again, back, (Phone, PushOutcome.Taken)).State);
        Assert.Null(Answer(again, back, (Phone, PushOutcome.Later)).Push);
    }

    [Fact]
    public void What_is_worth_nothing_any_more_is_told_nobody()
    {
        Assert.Equal(NoticeState.Expired, NoticeRules.Next(Fresh, Now.AddMinutes(10), takesKey: false)!.State);
        var told = Answer(Claim(Fresh, Now), Now, (Phone, PushOutcome.Taken), (Laptop, PushOutcome.Later));
        Assert.Equal((NoticeState.Sent, null), (NoticeRules.Next(told, Now.AddMinutes(10), takesKey: false)!.State, NoticeRules.Next(told, Now.AddMinutes(10), takesKey: false)!.Push));
    }

    [Fact]
    public void Where_an_SMS_is_of_no_use_devices_are_tried_as_long_as_it_makes_sense()
    {
        var call = Fresh with { Text = null };

        Assert.Equal(NoticeState.Expired, Answer(Claim(call, Now), Now).State);
        Assert.NotNull(Answer(Claim(call, Now.AddMinutes(9)), Now.AddMinutes(9), (Phone, PushOutcome.Later)).Push);
        Assert.Equal(NoticeState.Expired, PushCourses.Answered(Claim(call, Now), [Phone], new Dictionary<string, PushAnswer> { ["phone"] = new(PushOutcome.Later, TimeSpan.FromHours(1)) }, Now.AddMinutes(9), SmsAfter).State);
    }

    private static NoticeRow Claim(NoticeRow row, DateTimeOffset at) => NoticeRules.Next(row, at, takesKey: false)!;

    private static NoticeRow Answer(NoticeRow claimed, DateTimeOffset at, params (PushDeviceRecord Device, PushOutcome Outcome)[] answers) =>
        PushCourses.Answered(claimed, [.. Devices(claimed, answers)], answers.ToDictionary(answer => answer.Device.Id, answer => new PushAnswer(answer.Outcome)), at, SmsAfter);

    /// <summary>The devices that answer now, and those that were told before.</summary>
    private static IEnumerable<PushDeviceRecord> Devices(NoticeRow claimed, (PushDeviceRecord Device, PushOutcome Outcome)[] answers) =>
        answers.Select(answer => answer.Device).Concat(claimed.Push!.Devices.Select(known => known.Device == Phone.Id ? Phone : Laptop)).Distinct();

    private static PushDeviceRecord Device(string id) => new() { Id = id, Account = Account, Credential = "credential", Address = new PushAddress(PushPlatform.Web, $"https://push.example/{id}") };
}
