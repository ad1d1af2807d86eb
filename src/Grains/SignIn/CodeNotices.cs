using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The SMS with codes. The notice's row is the truth of sending, the attempt's state that of the code: stored in this order, with one text however often it is tried, they never contradict each other.</summary>
internal sealed class CodeNotices(INotices notices, InsurerBook insurers, IGrainFactory grains, ISmsSender sms)
{
    /// <summary>Stores the message with an attempt's code, in the insurer's words. A repeat adds nothing.</summary>
    public async Task Put(string attemptId, SignInAttempt attempt, DateTimeOffset now, InsurerId? insurer, string? host) => await notices.PutAsync(
        new Notice(IdOf(attemptId), attempt.Phone!, Text(attempt.Code!, attempt.Purpose, await insurers.OfAsync(insurer), host), now, attempt.ExpiresAt, IsRepeatable: false));

    /// <summary>Has a stored message sent at once. A provider is not waited for: when the call is lost, the due row does it.</summary>
    public async Task Send(string attemptId)
    {
        var woken = grains.GrainOf<INoticeGrain>(IdOf(attemptId)).Wake();
        if (sms.IsAtHand)
            await woken;
        else
            woken.Ignore();
    }

    /// <summary>How an attempt's message fares; null when there is none.</summary>
    public async Task<CodeDelivery?> StateOf(string attemptId) => await notices.FindAsync(IdOf(attemptId)) is { } row
        ? row.State switch
        {
            NoticeState.Waiting or NoticeState.Sending => CodeDelivery.Sending,
            NoticeState.Sent => CodeDelivery.Sent,
            _ => CodeDelivery.Failed,
        }
        : null;

    /// <summary>Whoever knows an attempt's id knows half of what signs in: it stays out of logs and due rows.</summary>
    private static string IdOf(string attemptId) => DerivedId.Of("code", attemptId);

    /// <summary>A code for oneself is bound to the page's host, so that phones fill it in there by themselves (WICG, origin-bound one-time codes). One that is told to a consultant is typed by nobody's phone.</summary>
    private static string Text(string code, CodePurpose purpose, InsurerRecord insurer, string? host)
    {
        if (purpose != CodePurpose.SignIn)
            return insurer.SmsAssisted.Replace("{code}", code, StringComparison.Ordinal);
        var text = insurer.SmsSignIn.Replace("{code}", code, StringComparison.Ordinal);
        return host is null ? text : $"{text}\n@{host} #{code}";
    }
}
