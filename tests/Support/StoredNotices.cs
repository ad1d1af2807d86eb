using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Support;

/// <summary>Notices that a test stores beside a running host, which sends them within a second.</summary>
public static class StoredNotices
{
    private static readonly TimeSpan Worth = TimeSpan.FromMinutes(10);

    /// <summary>Tells the holder of a number something: by push, else by SMS.</summary>
    /// <param name="data">The host's data folder.</param>
    /// <param name="phone">The number, E.164.</param>
    /// <param name="title">The push's title.</param>
    /// <param name="body">The push's text.</param>
    /// <param name="path">The page that a touch opens.</param>
    /// <param name="sms">The text by SMS.</param>
    public static async Task TellAsync(string data, string phone, string title, string body, string path, string sms)
    {
        await using var storage = new ServiceCollection().AddLogging()
            .AddStorage(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:DataDirectory", data)]).Build()).BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow();
        var account = await storage.GetRequiredService<IAccounts>().AccountOfAsync(phone, now);
        await storage.GetRequiredService<INotices>().PutAsync(new AccountNotice(Guid.NewGuid().ToString("N"), account, new PushText(title, body, path), sms, now, now + Worth));
    }
}
