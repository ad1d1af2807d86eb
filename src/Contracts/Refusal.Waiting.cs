namespace Medzdrav.Contracts;

/// <remarks>Refusals of waiting with the page put aside, and of ratings.</remarks>
public sealed partial record Refusal
{
    /// <summary>A session is rated once.</summary>
    public static readonly Refusal AlreadyRated = new("alreadyRated", "Вы уже оценили это обращение. Спасибо!");

    /// <summary>The time for a rating is over.</summary>
    public static readonly Refusal RatingOver = new("ratingOver", "Оценить это обращение уже нельзя: прошло слишком много времени.");

    /// <summary>A session is rated when it is over.</summary>
    public static Refusal RatingTooEarly => WrongPhase with { Message = "Оценить обращение можно, когда оно завершится." };

    /// <summary>Nobody came to the patient, or the session goes on elsewhere.</summary>
    public static Refusal NothingToRate => WrongPhase with { Message = "Оценивать нечего: разговора в этом обращении не было." };

    /// <summary>No device of the login is told by push.</summary>
    public static readonly Refusal NoDevice = new("noDevice", "Уведомления не включены ни на одном вашем устройстве. Включите их и попробуйте снова.");
}
