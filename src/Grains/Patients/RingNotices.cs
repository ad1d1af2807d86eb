using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The words to devices about a consultant's call: that it rings, and in the same place how it ended. Neither names nor specialties are in it: a phone lies about.</summary>
internal static class RingNotices
{
    /// <summary>Later than that, a device that was away has shown nothing that rings.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(10);

    /// <summary>It rings, until its time is over.</summary>
    public static AccountNotice Begun(AccountId account, PatientCall call, DateTimeOffset now, DateTimeOffset expiresAt) => new(
        IdOf(call), account, Text(account, call, $"Вам звонит медконсультант{(call.About is null ? "" : " о вашей записи")}. Откройте, чтобы ответить.", isQuiet: false), Sms: null, now, expiresAt);

    /// <summary>It rings no more.</summary>
    public static AccountNotice Over(AccountId account, PatientCall call, CallGoneReason why, DateTimeOffset now) => new(
        DerivedId.Of("ringOver", call.CallId), account, Text(account, call, Ended(why), isQuiet: true), Sms: null, now, now + WorthTelling);

    /// <summary>A device that was not reached yet does not ring any more.</summary>
    public static NoticeTakenBack TakenBack(PatientCall call) => new(IdOf(call));

    private static string IdOf(PatientCall call) => DerivedId.Of("ring", call.CallId);

    private static PushText Text(AccountId account, PatientCall call, string words, bool isQuiet) => new(call.Insurer?.Name ?? "Медздрав", words, "/", account.Value, isQuiet);

    private static string Ended(CallGoneReason why) => why switch
    {
        CallGoneReason.Answered => "Вы ответили медконсультанту.",
        CallGoneReason.Declined => "Вы отклонили звонок медконсультанта.",
        _ => "Вам звонил медконсультант. Если нужна помощь, откройте и позвоните.",
    };
}
