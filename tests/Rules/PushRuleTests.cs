using System.Net;
using System.Net.Http.Headers;
using CsCheck;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The words to push services, and the meaning of their answers.</summary>
public sealed class PushRuleTests
{
    private static readonly PushText Text = new("Медздрав", "Скоро консультация", "/calendar");

    [Fact]
    public void A_topic_is_taken_by_every_push_service() => Gen.String.Sample(id =>
    {
        var topic = PushRules.TopicOf(id, Text);
        Assert.InRange(topic.Length, 1, 32);
        Assert.NotEqual(1, topic.Length % 4);
        Assert.All(topic, letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));
    });

    [Fact]
    public void A_repeat_has_the_same_topic_and_another_notice_another_one()
    {
        Assert.Equal(PushRules.TopicOf("a", Text), PushRules.TopicOf("a", Text with { Body = "Иначе" }));
        Assert.NotEqual(PushRules.TopicOf("a", Text), PushRules.TopicOf("b", Text));
    }

    [Fact]
    public void Notices_of_one_tag_take_each_others_place() =>
        Assert.Equal(PushRules.TopicOf("a", Text with { Tag = "session" }), PushRules.TopicOf("b", Text with { Tag = "session" }));

    [Theory]
    [InlineData(600, 600)]
    [InlineData(0.9, 0)]
    [InlineData(-5, 0)]
    [InlineData(100 * 86_400, 28 * 86_400)]
    public void A_message_is_held_until_it_is_worth_nothing_and_not_a_second_longer(double secondsLeft, int held) =>
        Assert.Equal(held, PushRules.SecondsUntil(Given.Noon.AddSeconds(secondsLeft), Given.Noon));

    [Theory]
    [InlineData(HttpStatusCode.OK, PushOutcome.Taken)]
    [InlineData(HttpStatusCode.Created, PushOutcome.Taken)]
    [InlineData(HttpStatusCode.NoContent, PushOutcome.Taken)]
    [InlineData(HttpStatusCode.NotFound, PushOutcome.Gone)]
    [InlineData(HttpStatusCode.Gone, PushOutcome.Gone)]
    [InlineData(HttpStatusCode.Unauthorized, PushOutcome.Refused)]
    [InlineData(HttpStatusCode.Forbidden, PushOutcome.Refused)]
    [InlineData(HttpStatusCode.BadRequest, PushOutcome.Refused)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, PushOutcome.Refused)]
    [InlineData(HttpStatusCode.Redirect, PushOutcome.Refused)]
    [InlineData(HttpStatusCode.TooManyRequests, PushOutcome.Later)]
    [InlineData(HttpStatusCode.InternalServerError, PushOutcome.Later)]
    [InlineData(HttpStatusCode.ServiceUnavailable, PushOutcome.Later)]
    public void Only_a_service_that_knows_the_device_no_more_ends_it(HttpStatusCode status, PushOutcome outcome) => Assert.Equal(outcome, PushRules.OutcomeOf(status));

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sat, 01 Jan 2000 00:00:00 GMT", null)]
    public void A_pause_is_read_in_seconds(string header, int? seconds) =>
        Assert.Equal(seconds, (int?)ProviderRequest.PauseOf(RetryConditionHeaderValue.Parse(header), Given.Noon)?.TotalSeconds);

    [Fact]
    public void A_pause_is_read_as_an_instant() =>
        Assert.Equal(TimeSpan.FromMinutes(3), ProviderRequest.PauseOf(new RetryConditionHeaderValue(Given.Noon.AddMinutes(3)), Given.Noon));

    [Fact]
    public async Task A_value_that_looks_like_the_name_of_another_stays_as_it_is()
    {
        var request = new ProviderRequest("http://provider.example/", """{"to":"{phone}","text":"{text}","other":"{unknown}"}""", "application/json", "")
            .For(new Dictionary<string, string> { ["phone"] = "{text}", ["text"] = "«{phone}» \"да\"" });

        var sent = System.Text.Json.JsonDocument.Parse(await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(("{text}", "«{phone}» \"да\"", "{unknown}"), (sent.GetProperty("to").GetString(), sent.GetProperty("text").GetString(), sent.GetProperty("other").GetString()));
    }
}
