using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of how tasks end and are put off.</summary>
internal static class TaskRules
{
    /// <summary>The longest words with which a wish is declined: they go by SMS.</summary>
    public const int MaxDeclineCharacters = 300;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    private static readonly Refusal WishStands = Refusal.InvalidFor("Перенесите или отмените запись, или откажите пациенту словами: задача закроется сама.");

    private static readonly Refusal IsOnItsWay = Refusal.InvalidFor("СМС уже отправляется. Подождите или сообщите пациенту сами.");

    /// <summary>Somebody without a number gets no SMS.</summary>
    public static readonly Refusal NoNumber = Refusal.InvalidFor("Отправить СМС некуда: у пациента нет номера.");

    /// <summary>Why a task can't be finished so; null when it can. One that is finished already is for the records to say. A wish is finished by word only where its answer did not arrive by SMS.</summary>
    public static Refusal? RefuseFinish(TaskAdded? task, TaskOutcome outcome) => task?.Task switch
    {
        { Kind: TaskKind.Wish, Sms: not { State: TaskSmsState.Failed } } => WishStands,
        { Kind: TaskKind.Wish } when outcome != TaskOutcome.Done => WishStands,
        { Kind: TaskKind.Appointment } open when outcome == TaskOutcome.NotReached && TellingRules.IsWaiting(open) => IsOnItsWay,
        _ => null,
    };

    /// <summary>Why a task can't be declined in these words; null when it can.</summary>
    public static Refusal? RefuseDecline(TaskAdded? task, string words) =>
        TypedText.IsBlank(words) ? Refusal.InvalidFor("Напишите пациенту, почему.")
            : words.Length > MaxDeclineCharacters ? Refusal.TextLongerThan(MaxDeclineCharacters)
            : task is { Task.Kind: not TaskKind.Wish } ? Refusal.Invalid
            : task is { Task: var open } && TellingRules.IsWaiting(open) ? IsOnItsWay
            : null;

    /// <summary>Why a task can't be put off until then; null when it can: not into the past, not beyond a week, and not until a booking's start.</summary>
    public static Refusal? RefusePutOff(TaskAdded? task, DateTimeOffset until, DateTimeOffset now) =>
        until <= now ? Refusal.InvalidFor("Это время уже прошло. Выберите другое.")
            : until > now + LongestDelay ? Refusal.InvalidFor("Отложить можно не больше чем на неделю.")
            : task?.Task is { Kind: TaskKind.Match } ? Refusal.Invalid
            : task?.Task.Appointment is { } about && until >= BookingTasks.OverAt(about) ? Refusal.InvalidFor("Приём начнётся раньше. Выберите время до его начала.")
            : null;

    /// <summary>The way in which a consultant tells somebody who wants to be told so.</summary>
    public static ToldBy WayOf(TellBy agreed) => agreed switch
    {
        TellBy.Chat => ToldBy.Chat,
        TellBy.Call => ToldBy.Call,
        _ => ToldBy.Phone,
    };
}
