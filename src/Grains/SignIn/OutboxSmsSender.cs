using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Development: keeps messages where <c>/dev/sms</c> shows them, and prints them on the console.</summary>
public sealed class OutboxSmsSender(IGrainFactory grains, TimeProvider clock) : ISmsSender
{
    /// <inheritdoc />
    public Task SendAsync(string phone, string text, string? code)
    {
        // The console of a developer, not the log: only demo persons live here.
        Console.WriteLine($"SMS  {phone}  {text}");
        return grains.GetGrain<ISmsOutboxGrain>(0).Put(new OutboxSms(phone, text, code, clock.GetUtcNow()));
    }
}

/// <summary>The last messages that would have been sent.</summary>
public sealed class SmsOutboxGrain : Grain, ISmsOutboxGrain
{
    private const int Kept = 200;

    private readonly LinkedList<OutboxSms> _messages = new();

    /// <inheritdoc />
    public Task Put(OutboxSms sms)
    {
        _messages.AddFirst(sms);
        if (_messages.Count > Kept)
            _messages.RemoveLast();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<OutboxSms[]> Read(string? phone)
    {
        var wanted = phone is null ? null : PhoneNumber.Normalize(phone) ?? phone;
        return Task.FromResult(_messages.Where(sms => wanted is null || sms.Phone == wanted).ToArray());
    }
}
