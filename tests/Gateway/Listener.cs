using System.Collections.Concurrent;
using System.Net;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>Somebody on loopback who takes whatever is posted, and keeps it.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpListener http = new();
    private readonly Task taking;
    private volatile TaskCompletionSource news = NewNews();

    public Listener()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        http.Prefixes.Add(Address.ToString());
        http.Start();
        taking = TakeAsync();
    }

    public Uri Address { get; }

    /// <summary>Bodies with the paths they came to.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Taken { get; } = new();

    /// <summary>Waits for a body that something can be made of.</summary>
    public async Task<T> Until<T>(Func<IEnumerable<(string Path, byte[] Body)>, T?> find, string what) where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        for (; ; )
        {
            var next = news.Task;
            if (find(Taken) is { } found)
                return found;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain: {what}. {Taken.Count} bodies came.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closing alone: after Stop, Close would take the port once more to give its prefix back, and fail where somebody else has it by now.
        http.Close();
        await taking;
    }

    private async Task TakeAsync()
    {
        try
        {
            for (; ; )
            {
                var context = await http.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Taken.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.Close();
                Interlocked.Exchange(ref news, NewNews()).TrySetResult();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
