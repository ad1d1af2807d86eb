namespace Medzdrav.Grains;

/// <summary>Gives messages to the push services of devices.</summary>
internal interface IPushSender
{
    /// <summary>Sends a message to a device. Whatever goes wrong is an answer, not an exception.</summary>
    Task<PushAnswer> SendAsync(PushDeviceRecord device, PushOrder order);
}

/// <summary>A message on its way to a device.</summary>
/// <param name="Text">The text.</param>
/// <param name="Topic">Of two messages with the same topic a device gets the later one (RFC 8030, section 5.4).</param>
/// <param name="Seconds">How long the push service may hold it.</param>
internal sealed record PushOrder(PushText Text, string Topic, int Seconds);

/// <summary>The answer of a push service.</summary>
/// <param name="Outcome">The outcome of the message.</param>
/// <param name="After">How long the service asks to wait before the next try; null when it does not say.</param>
internal readonly record struct PushAnswer(PushOutcome Outcome, TimeSpan? After = null);

/// <summary>The outcome of a message to a device.</summary>
public enum PushOutcome
{
    /// <summary>The push service has it, and brings it to the device.</summary>
    Taken,

    /// <summary>It may be given again: the service is busy or away, or nobody knows.</summary>
    Later,

    /// <summary>The push service does not want this message.</summary>
    Refused,

    /// <summary>The push service knows the device no more.</summary>
    Gone,
}
