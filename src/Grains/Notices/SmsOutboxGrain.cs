using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The last messages that would have been sent.</summary>
internal sealed class SmsOutboxGrain : Grain, ISmsOutboxGrain
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
