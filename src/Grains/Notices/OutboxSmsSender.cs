using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Development: keeps messages where <c>/dev/sms</c> shows them, and prints them on the console.</summary>
internal sealed class OutboxSmsSender(IGrainFactory grains, TimeProvider clock) : ISmsSender
{
    /// <inheritdoc />
    public bool IsAtHand => true;

    /// <inheritdoc />
    public bool TakesKey => false;

    /// <inheritdoc />
    public async Task<SmsAnswer> SendAsync(string phone, string text, string key)
    {
        // The console of a developer, not the log: only demo persons live here.
        Console.WriteLine($"SMS  {phone}  {text}");
        await grains.GetGrain<ISmsOutboxGrain>(0).Put(new OutboxSms(phone, text, SignInCode.Find(text), clock.GetUtcNow()));
        return new SmsAnswer(SmsOutcome.Taken);
    }
}
