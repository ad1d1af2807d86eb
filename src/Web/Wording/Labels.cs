using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>The platform's terms as they stand on screens, in the words of the service's own rules.</summary>
public static class Labels
{
    /// <summary>Видеосвязь, аудиосвязь, чат.</summary>
    public static string Of(SessionMode mode) => mode switch
    {
        SessionMode.Chat => "Чат",
        SessionMode.Audio => "Аудиосвязь",
        SessionMode.Video => "Видеосвязь",
        _ => "Звонок по телефону",
    };

    /// <summary>The icon of a way of talking.</summary>
    public static string IconOf(SessionMode mode) => mode switch
    {
        SessionMode.Chat => "message-circle",
        SessionMode.Audio => "phone",
        SessionMode.Video => "video",
        _ => "phone-call",
    };

    /// <summary>The name of whoever answers a queue: дежурный терапевт.</summary>
    public static string Of(QueueKind queue) => Posts.Serving(queue).TitleInSentence;

    /// <summary>The same as a title, as in the calendar: Дежурный терапевт.</summary>
    public static string Title(QueueKind queue) => Posts.Serving(queue).Title;

    /// <summary>Where a session stands, for its patient.</summary>
    public static string Of(SessionPhase phase) => phase switch
    {
        SessionPhase.WaitingForConsultant => "Соединяем с медконсультантом",
        SessionPhase.Intake or SessionPhase.FollowUp => "Разговор с медконсультантом",
        SessionPhase.WaitingForDoctor => "Соединяем с дежурным врачом",
        SessionPhase.Consultation => "Консультация врача",
        _ => "Обращение закрыто",
    };

    /// <summary>Why a session was closed, for its patient.</summary>
    public static string Of(CloseReason reason, ServiceTerms terms) => reason switch
    {
        CloseReason.Completed => "Обращение завершено",
        CloseReason.CancelledByPatient => "Вы завершили обращение",
        CloseReason.NoConnection => $"Консультация закрыта: не удалось соединиться за {RussianCount.Accusative(terms.PatientAbsent)}",
        CloseReason.NoService => "Обращение закрыто: услуга не может быть оказана",
        CloseReason.ContinuedElsewhere => "Вы уже ждёте в другом обращении",
        _ => "Обращение закрыто медконсультантом",
    };

    /// <summary>Why somebody has to sign in again, and what helps.</summary>
    public static (string Title, string Next) Of(SignInEnd end) => end switch
    {
        SignInEnd.Disabled => ("Ваша учётная запись отключена.", "Войти с ней нельзя. Если это ошибка, обратитесь к администратору. Ваших пациентов примут другие специалисты."),
        SignInEnd.NumberChanged => ("Страховая компания изменила номер для входа.", "Войдите по номеру, который сейчас указан в полисе. Начатое обращение продолжится."),
        SignInEnd.SignedOutEverywhere => ("Вас вывели из системы на всех устройствах.", "Так бывает, когда администратор меняет пароль. Войдите снова; если пароль не подходит, обратитесь к администратору. Ваших пациентов примут другие специалисты."),
        _ => ("Вход на этом устройстве закончился.", "Войдите снова."),
    };

    /// <summary>Whether a member of the staff can sign in.</summary>
    public static string Of(StaffState state) => state switch
    {
        StaffState.Disabled => "отключён",
        StaffState.Invited => "ждёт входа по ссылке",
        _ => "может войти",
    };

    /// <summary>By what somebody signed in.</summary>
    public static string Of(SignInFactor factor) => factor switch
    {
        SignInFactor.Totp => "пароль и код из приложения",
        SignInFactor.RecoveryCode => "пароль и код восстановления",
        SignInFactor.Passkey => "ключ доступа",
        _ => "пароль",
    };

    /// <summary>The posts beside a specialist's name: дежурный терапевт, составитель графиков.</summary>
    public static string Of(IEnumerable<Post> posts) => string.Join(", ", posts.Select(post => Posts.Of(post).TitleInSentence));

    /// <summary>The name of a desk.</summary>
    public static string Of(Desk desk) => desk == Desk.Consultant ? "Рабочее место медконсультанта" : "Рабочее место врача";

    /// <summary>Where a desk is.</summary>
    public static string AddressOf(Desk desk) => "/staff/" + Words.Of(desk);

    /// <summary>+7 912 345-67-89; other countries' numbers as they are.</summary>
    public static string Phone(string number) =>
        number is ['+', '7', .. { Length: 10 } rest] ? $"+7 {rest[..3]} {rest[3..6]}-{rest[6..8]}-{rest[8..]}" : number;

    /// <summary>ИА for Иванова Анна Петровна.</summary>
    public static string Initials(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => part[0]));
    }
}
