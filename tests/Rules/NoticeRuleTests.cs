using System.Net;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public sealed class NoticeRuleTests
{
    private static readonly DateTimeOffset Now = Given.Noon;
    private static readonly NoticeRow Waiting = new("n", "+79123456789", "123456", Now, Now.AddMinutes(5), false, NoticeState.Waiting, 0, Now);
    private static readonly NoticeRow Claimed = Waiting with { State = NoticeState.Sending, Attempts = 1 };

    [Fact]
    public void A_notice_is_claimed_when_its_time_has_come_and_not_before()
    {
        Assert.Equal(Claimed, NoticeRules.Next(Waiting, Now, takesKey: false));
        var later = Waiting with { NotBefore = Now.AddSeconds(1) };
        Assert.Equal(later, NoticeRules.Next(later, Now, takesKey: false));
    }

    [Fact]
    public void A_notice_whose_time_is_over_is_not_sent()
    {
        var expired = NoticeRules.Next(Waiting, Now.AddMinutes(5), takesKey: true)!;

        Assert.Equal((NoticeState.Expired, null, null), (expired.State, expired.Phone, expired.Text));
    }

    [Fact]
    public void A_settled_notice_holds_neither_phone_nor_text_and_is_forgotten_after_a_day()
    {
        var sent = NoticeRules.Answered(Claimed, new SmsAnswer(SmsOutcome.Taken), Now, takesKey: false);

        Assert.Equal((NoticeState.Sent, null, null), (sent.State, sent.Phone, sent.Text));
        Assert.Equal(sent, NoticeRules.Next(sent, Now.AddHours(23), takesKey: false));
        Assert.Null(NoticeRules.Next(sent, Now.AddDays(1), takesKey: false));
    }

    [Theory]
    [InlineData(false, false, NoticeState.Uncertain)]
    [InlineData(true, false, NoticeState.Sending)]
    [InlineData(false, true, NoticeState.Sending)]
    public void A_claim_that_ran_out_is_repeated_only_where_that_does_no_harm(bool isRepeatable, bool takesKey, NoticeState expected)
    {
        var claimed = Claimed with { IsRepeatable = isRepeatable };
        var end = Now + NoticeRules.Claim;

        Assert.Equal(claimed, NoticeRules.Next(claimed, end.AddSeconds(-1), takesKey));
        Assert.Equal(expected, NoticeRules.Next(claimed, end, takesKey)!.State);
        Assert.Equal(NoticeState.Uncertain, NoticeRules.Next(claimed, Now.AddMinutes(5), takesKey)!.State);
    }

    [Theory]
    [InlineData(SmsOutcome.Taken, false, NoticeState.Sent)]
    [InlineData(SmsOutcome.NotTaken, false, NoticeState.Waiting)]
    [InlineData(SmsOutcome.Refused, true, NoticeState.Refused)]
    [InlineData(SmsOutcome.Unknown, false, NoticeState.Uncertain)]
    [InlineData(SmsOutcome.Unknown, true, NoticeState.Waiting)]
    public void What_may_have_been_taken_is_given_again_only_with_a_key(SmsOutcome outcome, bool takesKey, NoticeState expected) =>
        Assert.Equal(expected, NoticeRules.Answered(Claimed, new SmsAnswer(outcome), Now, takesKey).State);

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(7, null, 64)]
    [InlineData(60, null, 64)]
    [InlineData(1, 20, 20)]
    [InlineData(7, 20, 64)]
    [InlineData(1, 86_400, 600)]
    public void Each_pause_is_longer_or_as_long_as_the_provider_asks(int attempts, int? asked, int seconds)
    {
        var forEver = Claimed with { Attempts = attempts, NotAfter = null };
        var answer = new SmsAnswer(SmsOutcome.NotTaken, asked is { } after ? TimeSpan.FromSeconds(after) : null);

        Assert.Equal(Now.AddSeconds(seconds), NoticeRules.DueAt(NoticeRules.Answered(forEver, answer, Now, takesKey: false)));
    }

    [Fact]
    public void A_notice_that_can_not_be_tried_in_time_is_given_up_at_once() =>
        Assert.Equal(NoticeState.Expired, NoticeRules.Answered(Claimed, new SmsAnswer(SmsOutcome.NotTaken, TimeSpan.FromMinutes(5)), Now, takesKey: false).State);

    [Theory]
    [InlineData(HttpStatusCode.Accepted, SmsOutcome.Taken)]
    [InlineData(HttpStatusCode.BadRequest, SmsOutcome.Refused)]
    [InlineData(HttpStatusCode.Unauthorized, SmsOutcome.NotTaken)]
    [InlineData(HttpStatusCode.TooManyRequests, SmsOutcome.NotTaken)]
    [InlineData(HttpStatusCode.ServiceUnavailable, SmsOutcome.NotTaken)]
    [InlineData(HttpStatusCode.InternalServerError, SmsOutcome.Unknown)]
    [InlineData(HttpStatusCode.BadGateway, SmsOutcome.Unknown)]
    [InlineData(HttpStatusCode.GatewayTimeout, SmsOutcome.Unknown)]
    public void A_providers_status_says_whether_it_has_the_message(HttpStatusCode status, SmsOutcome outcome) => Assert.Equal(outcome, HttpSmsSender.OutcomeOf(status));
}
