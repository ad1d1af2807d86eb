namespace Medzdrav.Grains;

/// <summary>Sends SMS.</summary>
public interface ISmsSender
{
    /// <summary>Sends a text; returns when the provider took it.</summary>
    /// <param name="phone">E.164.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="code">The code in it, for the development outbox; null without.</param>
    Task SendAsync(string phone, string text, string? code);
}
