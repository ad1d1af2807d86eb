using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Gives a claimed notice to the devices of its account, all at once.</summary>
internal sealed class PushRounds(IPushDevices devices, IAccounts accounts, WebPushSender browsers, HttpPushSender apps, NoticeMeter meter, IOptions<PushOptions> options, TimeProvider clock)
{
    /// <summary>The devices of a notice's account.</summary>
    public Task<IReadOnlyList<PushDeviceRecord>> DevicesOf(PushCourse course) => devices.OfAsync(course.Account, PushDevicesGrain.HeardSince(course.Account, clock.GetUtcNow()));

    /// <summary>The notice as it becomes where its account has no device: it goes by SMS.</summary>
    public Task<NoticeRow> PassedBy(NoticeRow row) => After(row, [], []);

    /// <summary>Sends to every device that is due.</summary>
    /// <param name="claimed">The notice.</param>
    /// <param name="known">The devices of its account.</param>
    /// <returns>The notice as it becomes; where it goes by SMS from now on, with the number that the account has.</returns>
    public async Task<NoticeRow> Send(NoticeRow claimed, IReadOnlyList<PushDeviceRecord> known)
    {
        var due = PushCourses.Due(claimed.Push!, known, clock.GetUtcNow());
        var answers = await Task.WhenAll(due.Select(device => Send(claimed, device)));
        foreach (var (device, answer) in due.Zip(answers))
        {
            meter.Told(device.Address.Platform, answer.Outcome);
            if (answer.Outcome == PushOutcome.Gone)
                await devices.ForgetAsync(device);
        }
        return await After(claimed, known, due.Zip(answers).ToDictionary(told => told.First.Id, told => told.Second));
    }

    private async Task<NoticeRow> After(NoticeRow row, IReadOnlyList<PushDeviceRecord> known, Dictionary<string, PushAnswer> answers)
    {
        var next = PushCourses.Answered(row, known, answers, clock.GetUtcNow(), options.Value.SmsAfter);
        if (next.Push is not null || NoticeRules.IsSettled(next))
            return next;
        // Nobody has the number of an account that is over.
        return await accounts.PhoneOfAsync(row.Push!.Account) is { } phone ? next with { Phone = phone } : NoticeRules.Settled(next, NoticeState.Expired, clock.GetUtcNow());
    }

    private Task<PushAnswer> Send(NoticeRow claimed, PushDeviceRecord device)
    {
        var text = claimed.Push!.Text;
        var order = new PushOrder(text, PushRules.TopicOf(claimed.Id, text), PushRules.SecondsUntil(claimed.NotAfter ?? DateTimeOffset.MaxValue, clock.GetUtcNow()));
        IPushSender sender = device.Address.Platform == PushPlatform.Web ? browsers : apps;
        return sender.SendAsync(device, order);
    }
}
