using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Messages to people's phones and devices, from the decision that asks for them until a day after they were sent or given up.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface INotices
{
    /// <summary>Stores a notice by itself, and makes it due. A notice of the same id that is there already stays as it is.</summary>
    Task PutAsync(Notice notice);

    /// <summary>Likewise for the holder of an account.</summary>
    Task PutAsync(AccountNotice notice);

    /// <summary>Stores a notice in another's stead, which is told no more where it still waits.</summary>
    Task PutAsync(AccountNotice notice, NoticeTakenBack insteadOf);

    /// <summary>How a notice stands; null for an unknown or forgotten one.</summary>
    Task<NoticeRow?> FindAsync(string id);

    /// <summary>Makes a row what it becomes, and its grain due accordingly, unless somebody else has changed it meanwhile.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="dueAt">When its grain is to be woken at the latest.</param>
    /// <returns>Whether it stands so now.</returns>
    Task<bool> ChangeAsync(NoticeRow before, NoticeRow after, DateTimeOffset dueAt);

    /// <summary>Deletes a row.</summary>
    Task ForgetAsync(string id);
}

/// <summary>A message to somebody's phone. As a <see cref="RecordChange"/> it is stored with the commit that decides it.</summary>
/// <param name="Id">The same for a repeat of the same decision: then nothing is added.</param>
/// <param name="Phone">To whom, E.164.</param>
/// <param name="Text">The whole text.</param>
/// <param name="NotBefore">From when it may be sent.</param>
/// <param name="NotAfter">Until when it is worth sending; null for ever. The text of a code is not sent after its code.</param>
/// <param name="IsRepeatable">Whether it may rather come twice than not at all. Without it a message whose outcome is unknown is not sent again, but by a provider that takes a key.</param>
/// <param name="Task">The task that waits for its outcome: its <see cref="ITellingGrain"/> is woken then. Null for none.</param>
internal sealed record Notice(string Id, string Phone, string Text, DateTimeOffset NotBefore, DateTimeOffset? NotAfter, bool IsRepeatable, TaskId? Task = null) : RecordChange;

/// <summary>A message to the holder of an account: on every device that allowed it, and by SMS where no device is or no push service took it in time. As a <see cref="RecordChange"/> it is stored with the commit that decides it.</summary>
/// <param name="Id">The same for a repeat of the same decision: then nothing is added.</param>
/// <param name="Account">To whom.</param>
/// <param name="Push">The text for devices.</param>
/// <param name="Sms">The whole text by SMS, to the number that the account has then; null where an SMS is of no use.</param>
/// <param name="NotBefore">From when it may be sent.</param>
/// <param name="NotAfter">Until when it is worth sending, also for a push service that holds it for a device.</param>
internal sealed record AccountNotice(string Id, AccountId Account, PushText Push, string? Sms, DateTimeOffset NotBefore, DateTimeOffset NotAfter) : RecordChange;

/// <summary>A stored notice.</summary>
/// <param name="Id">Which.</param>
/// <param name="Phone">To whom by SMS; null as soon as it is settled, and for an account's notice until its SMS is due.</param>
/// <param name="Text">The text by SMS, or null; null as soon as it is settled.</param>
/// <param name="NotBefore">From when it may be tried, again after a failure.</param>
/// <param name="NotAfter">Until when it is worth sending, or null.</param>
/// <param name="IsRepeatable">Whether it may rather come twice than not at all.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was given to the provider.</param>
/// <param name="StateAt">Since when it stands so.</param>
/// <param name="Push">How it fares on devices; null where it goes by SMS, or from now on does, and as soon as it is settled.</param>
/// <param name="Task">The task that waits for its outcome, or null.</param>
internal sealed record NoticeRow(
    string Id,
    string? Phone,
    string? Text,
    DateTimeOffset NotBefore,
    DateTimeOffset? NotAfter,
    bool IsRepeatable,
    NoticeState State,
    int Attempts,
    DateTimeOffset StateAt,
    PushCourse? Push = null,
    TaskId? Task = null);

/// <summary>Where a notice stands.</summary>
public enum NoticeState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>Claimed by somebody who gives it to the provider.</summary>
    Sending,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>The provider does not want it, whenever it comes.</summary>
    Refused,

    /// <summary>Its time was over before a provider took it, or there was nobody to give it to.</summary>
    Expired,

    /// <summary>The provider may have taken it or not; it is not repeated.</summary>
    Uncertain,
}
