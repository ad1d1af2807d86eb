using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>Gives one notice to the provider: claims its row, sends, and stores the answer. The row alone is the truth.</summary>
internal sealed partial class NoticeGrain(INotices notices, ISmsSender sms, NoticeMeter meter, TimeProvider clock, ILogger<NoticeGrain> logger)
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
        if (await notices.FindAsync(Id) is not { } row)
            return null;
        if (NoticeRules.Next(row, Now, sms.TakesKey) is not { } next)
        {
            await notices.ForgetAsync(Id);
            return null;
        }
        if (next == row || !await notices.ChangeAsync(row, next, NoticeRules.DueAt(next)))
            return NoticeRules.DueAt(next);
        meter.Became(next.State);
        if (next.State == NoticeState.Sending)
            _sending = Send(next);
        if (sms.IsAtHand)
            await _sending;
        return NoticeRules.DueAt(next);
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellation) => _sending.WaitAsync(cancellation);

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
                    meter.Became(answered.State);
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
