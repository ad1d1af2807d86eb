using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Tells holders of accounts something: on every device that allowed it, else by SMS. Nobody waits for a push service or the SMS provider.</summary>
internal sealed class AccountNotices(INotices notices, IGrainFactory grains)
{
    /// <summary>Stores a notice, and has it sent at once if its time has come. A repeat with the same id tells nothing anew.</summary>
    public async Task Tell(AccountNotice notice)
    {
        await notices.PutAsync(notice);
        Send(notice.Id);
    }

    /// <summary>Likewise in another's stead.</summary>
    public async Task Tell(AccountNotice notice, NoticeTakenBack insteadOf)
    {
        await notices.PutAsync(notice, insteadOf);
        Send(notice.Id);
    }

    /// <summary>Has a notice sent that was stored with a commit. When the call is lost, its due row does it.</summary>
    public void Send(string notice) => grains.GrainOf<INoticeGrain>(notice).Wake().Ignore();
}
