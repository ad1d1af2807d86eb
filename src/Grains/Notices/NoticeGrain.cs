using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>Gives one notice to devices and to the SMS provider: claims its row, sends, and stores the answer. The row alone is the truth.</summary>
internal sealed partial class NoticeGrain(INotices notices, ISmsSender sms, PushRounds pushes, NoticeMeter meter, TimeProvider clock, ILogger<NoticeGrain> logger)
    : Grain, INoticeGrain
{
    private const int TriesToStore = 10;
    private static readonly TimeSpan StoreAgainAfter = TimeSpan.FromSeconds(2);

    private Task _sending = Task.CompletedTask;

    private string Id => this.GetPrimaryKeyString();

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    /// <remarks>The provider is not waited for: the call ends when the row is claimed, and what follows goes on behind it.</remarks>
    public async Task<DateTimeOffset?> Wake()
    {
        if (!_sending.IsCompleted)
            return Now + NoticeRules.Claim;
        return await notices.FindAsync(Id) is { } row ? await Advance(row) : null;
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellation) => _sending.WaitAsync(cancellation);

    /// <summary>Makes a row what it becomes now, and sends it where it was claimed by that.</summary>
    private async Task<DateTimeOffset?> Advance(NoticeRow row)
    {
        var next = NoticeRules.Next(row, Now, sms.TakesKey);
        IReadOnlyList<PushDeviceRecord> devices = [];
        if (next is { State: NoticeState.Sending, Push: { } course })
        {
            devices = await pushes.DevicesOf(course);
            // Nobody's devices are not claimed for: that would be two changes more, and bookings of one minute are reminded of by thousands.
            if (devices.Count == 0)
                next = await pushes.PassedBy(next) is var passed && NoticeRules.IsSettled(passed) ? passed : NoticeRules.Next(passed, Now, sms.TakesKey);
        }
        if (next is null)
        {
            await notices.ForgetAsync(Id);
            meter.Forgotten();
            return null;
        }
        if (next == row || !await notices.ChangeAsync(row, next, NoticeRules.DueAt(next)))
            return NoticeRules.DueAt(next);
        Became(next);
        if (next.State == NoticeState.Sending)
            _sending = next.Push is null ? Send(next) : Push(next, devices);
        if (sms.IsAtHand && next.Push is null)
            await _sending;
        return NoticeRules.DueAt(next);
    }

    /// <summary>The task that waits for the outcome hears it at once; when the call is lost, its due row does it.</summary>
    private void Became(NoticeRow next)
    {
        meter.Became(next.State);
        if (next.Task is { } task && NoticeRules.IsSettled(next))
            GrainFactory.GrainOf<ITellingGrain>(task.Value).Wake().Ignore();
    }

    /// <summary>Gives the notice to the account's devices. Where it goes by SMS from then on, it does so at once.</summary>
    private async Task Push(NoticeRow claimed, IReadOnlyList<PushDeviceRecord> devices)
    {
        try
        {
            var answered = await pushes.Send(claimed, devices);
            await Store(claimed, answered);
            if (answered is { Push: null, State: NoticeState.Waiting })
                await Advance(answered);
        }
        catch (StorageUnavailableException away)
        {
            // The claim runs out, and the devices are told anew.
            LogNotPushed(Id, claimed.Attempts, away);
        }
    }

    private async Task Send(NoticeRow claimed)
    {
        var answer = await sms.SendAsync(claimed.Phone!, claimed.Text!, Id);
        if (answer.Outcome != SmsOutcome.Taken)
            LogNotTaken(Id, claimed.Attempts, answer.Outcome);
        await Store(claimed, NoticeRules.Answered(claimed, answer, Now, sms.TakesKey));
    }

    /// <summary>Stores the answer; without it the claim would run out, and a message that was not taken could not be told from one that was.</summary>
    private async Task Store(NoticeRow claimed, NoticeRow answered)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await notices.ChangeAsync(claimed, answered, NoticeRules.DueAt(answered)))
                    Became(answered);
                return;
            }
            catch (StorageUnavailableException away) when (tries < TriesToStore)
            {
                LogNotStored(Id, tries, away);
                await Task.Delay(StoreAgainAfter, clock);
            }
            catch (StorageUnavailableException away)
            {
                LogNotStored(Id, tries, away);
                return;
            }
        }
    }
}
