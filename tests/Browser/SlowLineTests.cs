using System.Globalization;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A long talk over the slowest line that the service asks for (S1.4), and what was before it.</summary>
[Collection(WithLine.Name)]
public sealed class SlowLineTests
{
    private const int Messages = 200;
    private const int Letters = 7_900;
    private const int Kbits = 1_000;

    private const string SayAll =
        """
        async ([session, count, letters]) => {
          const { link } = document.querySelector("connection-banner");
          for (let number = 1; number <= count; number++)
            await link.command("SendMessage", crypto.randomUUID(), session, `${number}. ${"ы".repeat(letters)}`, []);
        }
        """;

    [Fact]
    public async Task A_talk_of_two_hundred_long_messages_opens_with_the_newest_and_loads_the_rest()
    {
        await using var network = await Namespace.CreateAsync();
        await Clinic.VisitAloneAsync(async clinic =>
        {
            var consultant = await clinic.ConsultantAsync();
            await consultant.GoOnDutyAsync();
            var patient = await clinic.PatientInAsync(network);
            await patient.VisitAsync("chat");
            await consultant.AnswerAsync();
            await consultant.Page.EvaluateAsync(SayAll, new object[] { patient.SessionId, Messages, Letters });
            await patient.HearAsync($"{Messages}. ы");

            await network.NarrowAsync(Kbits);
            var began = TimeProvider.System.GetTimestamp();
            await patient.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
            await patient.HearAsync($"{Messages}. ы");
            var newest = TimeProvider.System.GetElapsedTime(began);
            Assert.True(newest < TimeSpan.FromSeconds(10), $"The newest came after {newest}.");
            Assert.True(await CountAsync(patient) < Messages / 2, "The rest comes after.");

            // Whoever reads stays where they read while what was before comes in.
            var log = patient.TestId("chat-log");
            var read = patient.TestId("message").Filter(new() { HasTextString = $"{Messages - 2}. ы" });
            await read.EvaluateAsync("node => { node.scrollIntoView({ block: 'start' }); }");
            var place = await PlaceAsync(read);
            var before = await CountAsync(patient);
            await Assertions.Expect(log).ToHaveAttributeAsync("aria-live", "off", new() { Timeout = 10_000 });
            await patient.Page.WaitForFunctionAsync("count => document.querySelectorAll('[data-testid=message]').length > count", before, new() { Timeout = 10_000 });
            Assert.InRange(await PlaceAsync(read), place - 2, place + 2);

            await consultant.SayAsync("Вы ещё здесь?");
            await patient.HearAsync("Вы ещё здесь?");
            await network.WidenAsync();
            await patient.ExpectMessageCountAsync(Messages + 1);
            var texts = await patient.MessagesAsync();
            Assert.Equal(Enumerable.Range(1, Messages).Select(number => number.ToString(CultureInfo.InvariantCulture)), texts.Take(Messages).Select(text => text.Split('.')[0]));
            // Each page may round by half a point: together less than half a line.
            Assert.InRange(await PlaceAsync(read), place - 12, place + 12);
        }, alsoAt: network.Here);
    }

    private static Task<int> CountAsync(Patient patient) => patient.TestId("message").CountAsync();

    private static Task<double> PlaceAsync(ILocator message) => message.EvaluateAsync<double>("node => node.getBoundingClientRect().top");
}
