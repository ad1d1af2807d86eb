namespace Medzdrav.Grains;

/// <summary>Gives SMS to whoever carries them.</summary>
internal interface ISmsSender
{
    /// <summary>True where a message is taken within this process: then whoever asked for it waits until it is.</summary>
    bool IsAtHand { get; }

    /// <summary>Whether two messages with the same key reach the phone as one: then a message whose outcome is unknown is sent again.</summary>
    bool TakesKey { get; }

    /// <summary>Sends a text. Whatever goes wrong is an answer, not an exception.</summary>
    /// <param name="phone">E.164.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="key">The same for each attempt to send this message.</param>
    Task<SmsAnswer> SendAsync(string phone, string text, string key);
}

/// <summary>The answer of a provider.</summary>
/// <param name="Outcome">The outcome of the message.</param>
/// <param name="After">How long the provider asks to wait before the next try; null when it does not say.</param>
internal readonly record struct SmsAnswer(SmsOutcome Outcome, TimeSpan? After = null);

/// <summary>The outcome of a message.</summary>
public enum SmsOutcome
{
    /// <summary>The provider has it.</summary>
    Taken,

    /// <summary>The provider certainly does not have it: it may be given again.</summary>
    NotTaken,

    /// <summary>The provider does not want this message, whenever it comes.</summary>
    Refused,

    /// <summary>Nobody knows: the answer was lost, late, or a fault within the provider.</summary>
    Unknown,
}
