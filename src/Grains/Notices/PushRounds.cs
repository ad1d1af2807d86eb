using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Gives a claimed notice to the devices of its account, all at once.</summary>
internal sealed class PushRounds(IPushDevices devices, IAccounts accounts, WebPushSender browsers, HttpPushSender apps, NoticeMeter meter, IOptions<PushOptions> options, TimeProvider clock)
{
    /// <summary>Sends to every device that is due.</summary>
    /// <returns>The notice as it becomes; where it goes by SMS from now on, with the number that the account has.</returns>
    public async Task<NoticeRow> Send(NoticeRow claimed)
    {
        var course = claimed.Push!;
        var known = await devices.OfAsync(course.Account, PushDevicesGrain.HeardSince(course.Account, clock.GetUtcNow()));
        var due = PushCourses.Due(course, known, clock.GetUtcNow());
        var answers = await Task.WhenAll(due.Select(device => Send(claimed, device)));
        foreach (var (device, answer) in due.Zip(answers))
        {
            meter.Told(device.Address.Platform, answer.Outcome);
            if (answer.Outcome == PushOutcome.Gone)
                await devices.ForgetAsync(device);
        }
        var next = PushCourses.Answered(claimed, known, due.Zip(answers).ToDictionary(told => told.First.Id, told => told.Second), clock.GetUtcNow(), options.Value.SmsAfter);
        if (next.Push is not null || NoticeRules.IsSettled(next))
            return next;
        // Nobody has the number of an account that is over.
        return await accounts.PhoneOfAsync(course.Account) is { } phone ? next with { Phone = phone } : NoticeRules.Settled(next, NoticeState.Expired, clock.GetUtcNow());
    }

    private Task<PushAnswer> Send(NoticeRow claimed, PushDeviceRecord device)
    {
        var text = claimed.Push!.Text;
        var order = new PushOrder(text, PushRules.TopicOf(claimed.Id, text), PushRules.SecondsUntil(claimed.NotAfter ?? DateTimeOffset.MaxValue, clock.GetUtcNow()));
        IPushSender sender = device.Address.Platform == PushPlatform.Web ? browsers : apps;
        return sender.SendAsync(device, order);
    }
}
