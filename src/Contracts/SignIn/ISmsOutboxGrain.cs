namespace Medzdrav.Contracts;

/// <summary>An SMS that the development outbox would have sent.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Code">The code in it, or null.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("OutboxSms")]
public sealed record OutboxSms([property: Id(0)] string Phone, [property: Id(1)] string Text, [property: Id(2)] string? Code, [property: Id(3)] DateTimeOffset At);

/// <summary>The development outbox: the last 200 messages, in memory. One grain, key 0. Not registered outside Development.</summary>
[Alias("ISmsOutboxGrain")]
public interface ISmsOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps a message.</summary>
    [Alias("Put")] Task Put(OutboxSms sms);

    /// <summary>The kept ones, newest first; of one phone when given.</summary>
    [Alias("Read")] Task<OutboxSms[]> Read(string? phone);
}
