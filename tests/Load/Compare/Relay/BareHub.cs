using System.Collections.Concurrent;
using MessagePack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Tests.Load;

/// <summary>The peer: a SignalR hub that relays the same messages from memory, written as its documentation shows it.</summary>
public sealed class BareHub : Hub
{
    private static readonly ConcurrentDictionary<string, StrongBox> Sequences = new();

    /// <summary>Runs it until it is killed.</summary>
    internal static async Task<int> ServeAsync(int port)
    {
        // As the product: the working directory would be watched for settings, and the other servers' databases lie in it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRouting();
        builder.Services.AddSignalR().AddMessagePackProtocol();
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => "ok");
        app.MapHub<BareHub>("/hub", options => options.Transports = HttpTransportType.WebSockets);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Joins a room.</summary>
    public Task JoinSession(string sessionId, long afterSequence) => Groups.AddToGroupAsync(Context.ConnectionId, sessionId);

    /// <summary>Relays a message to everybody in the room, the sender too.</summary>
    public async Task<BareReply> SendMessage(string commandId, string sessionId, string text, string[] documentIds)
    {
        var sequence = Interlocked.Increment(ref Sequences.GetOrAdd(sessionId, _ => new StrongBox()).Value);
        var at = TimeProvider.System.GetUtcNow();
        await Clients.Group(sessionId).SendAsync("SessionEvent", sessionId, new BareEvent
        {
            Sequence = sequence,
            At = at,
            Kind = "message",
            By = Context.ConnectionId,
            Data = new BareMessage { Text = text, DocumentIds = documentIds },
        });
        return new BareReply { Value = new BareReceipt { Sequence = sequence, At = at } };
    }

    private sealed class StrongBox
    {
        public long Value;
    }
}

[MessagePackObject(keyAsPropertyName: true)]
public sealed class BareEvent
{
    public long Sequence { get; set; }
    public DateTimeOffset At { get; set; }
    public string Kind { get; set; } = "";
    public string By { get; set; } = "";
    public BareMessage Data { get; set; } = new();
}

[MessagePackObject(keyAsPropertyName: true)]
public sealed class BareMessage
{
    public string Text { get; set; } = "";
    public string[] DocumentIds { get; set; } = [];
}

[MessagePackObject(keyAsPropertyName: true)]
public sealed class BareReply
{
    public BareReceipt? Value { get; set; }
}

[MessagePackObject(keyAsPropertyName: true)]
public sealed class BareReceipt
{
    public long Sequence { get; set; }
    public DateTimeOffset At { get; set; }
}
