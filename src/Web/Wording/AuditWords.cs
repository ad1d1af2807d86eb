using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Words about uses of data: for the auditor, and for the person whose they are.</summary>
public static class AuditWords
{
    /// <summary>The word for what this page does not know: a newer silo may.</summary>
    public const string Unknown = "другое";

    /// <summary>просмотр, изменение, удаление.</summary>
    public static string Of(AuditDeed? deed) => deed switch
    {
        AuditDeed.Read => "просмотр",
        AuditDeed.Changed => "изменение",
        AuditDeed.Erased => "удаление",
        _ => Unknown,
    };

    /// <summary>Which data, for the auditor and the person alike.</summary>
    public static string Of(AuditSubject? what) => what switch
    {
        AuditSubject.Card => "карточка пациента",
        AuditSubject.Family => "имена и полисы семьи",
        AuditSubject.History => "прежние обращения",
        AuditSubject.Persons => "имя, дата рождения и полис",
        AuditSubject.Conclusion => "заключение",
        AuditSubject.Phone => "номер для входа",
        AuditSubject.Documents => "документы",
        AuditSubject.Trail => "записи о доступе",
        AuditSubject.StaffAccount => "учётная запись сотрудника",
        AuditSubject.StaffAccess => "вход сотрудника: отключение, включение, вывод",
        AuditSubject.StaffDisabled => "сотрудник отключён",
        AuditSubject.StaffEnabled => "сотрудник снова включён",
        AuditSubject.StaffSignedOut => "сотрудник выведен отовсюду",
        AuditSubject.StaffKeys => "вход сотрудника: пароль, второй фактор или ссылка",
        AuditSubject.Appointment => "записи на приём",
        AuditSubject.Talk => "переписка обращения",
        AuditSubject.Place => "место в очереди",
        AuditSubject.Task => "задача передана другому",
        AuditSubject.StaffDuty => "сотрудник отправлен на перерыв",
        AuditSubject.Contact => "обращение без консультации врача",
        AuditSubject.MedicalRecord => "обращение с консультацией врача",
        AuditSubject.Consent => "согласие",
        AuditSubject.Policy => "полис",
        _ => Unknown,
    };

    /// <summary>For what, in a few words for the auditor's table.</summary>
    public static string Of(Purpose? purpose) => purpose switch
    {
        Purpose.Own => "собственные данные",
        Purpose.Decision => "решение платформы",
        Purpose.Intake => "кто обратился",
        Purpose.SignIn => "вход по коду",
        Purpose.Identification => "поиск по полису, имени и дате рождения",
        Purpose.Registration => "регистрация номера",
        Purpose.Search => "поиск застрахованного",
        Purpose.Treatment => "оказание помощи",
        Purpose.Conclusion => "заключение",
        Purpose.Documents => "просмотр документов",
        Purpose.Audit => "проверка доступа",
        Purpose.Matching => "сверка записей",
        Purpose.StaffAccounts => "учётные записи сотрудников",
        Purpose.Booking => "запись на приём",
        Purpose.Callback => "обратный звонок",
        Purpose.Supervision => "контроль смены",
        Purpose.Retention => "срок хранения истёк",
        Purpose.Erasure => "удаление по требованию",
        _ => Unknown,
    };

    /// <summary>For what, in a sentence for the person whose data they are.</summary>
    public static string Reason(Purpose? purpose) => purpose switch
    {
        Purpose.Own => "По вашему желанию.",
        Purpose.Decision => "Платформа проверяла, какая помощь доступна.",
        Purpose.Intake => "Чтобы узнать, кто обратился.",
        Purpose.SignIn => "Чтобы вы вошли по коду, который назвали медконсультанту.",
        Purpose.Identification => "Чтобы найти полис по номеру, имени и дате рождения, которые назвали в обращении.",
        Purpose.Registration => "Чтобы записать номер для входа.",
        Purpose.Search => "Искали застрахованного по телефону, полису, имени или дате рождения, и это имя было среди найденных.",
        Purpose.Treatment => "Чтобы помочь в обращении.",
        Purpose.Conclusion => "Чтобы написать или прочитать заключение.",
        Purpose.Documents => "Чтобы посмотреть документы для консультации.",
        Purpose.Audit => "Проверяли, кто и зачем открывал медкарты.",
        Purpose.Booking => "Чтобы записать на приём, перенести или отменить его.",
        Purpose.Callback => "Чтобы перезвонить по вашей просьбе.",
        Purpose.Matching => "Проверяли, не один ли это человек в двух записях страховой компании.",
        Purpose.Supervision => "Старший смены следил за тем, как вам помогают.",
        Purpose.StaffAccounts => "Вели учётные записи сотрудников.",
        Purpose.Retention => "Срок хранения истёк.",
        Purpose.Erasure => "По требованию удалить данные.",
        _ => "Причина записана; её назовёт медконсультант.",
    };

    /// <summary>Карточка пациента, прежние обращения.</summary>
    public static string Of(IEnumerable<AuditSubject> what) => Sentence(string.Join(", ", what.Select(subject => Of(subject))));

    /// <summary>Вежливая Анна Ивановна (anna), of a member of the staff; the id where nobody knows the name any more.</summary>
    public static string Of(AuditMember member) => member.Name.Length > 0 ? $"{member.Name} ({member.Login})" : member.StaffId.Value;

    /// <summary>The title of a post; what this page does not know has none.</summary>
    public static string Title(Post? post) => post is { } known ? Posts.Of(known).Title : Unknown;

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Dates.Russian) + text[1..];
}
