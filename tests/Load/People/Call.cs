using System.Globalization;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A side of the call in a session, as a page plays it but for the media: it takes the call, exchanges descriptions with the other side, and goes on telling candidates, as browsers do that look for a better way.</summary>
/// <remarks>Signals that are under way when a connection or a silo dies are lost by design. Whoever is told to connect again with a call that is known says again what the other side may have missed.</remarks>
internal sealed class Call(Stage stage, Device device, SessionId session)
{
    /// <summary>The check's name.</summary>
    public const string GoesOn = "calls connect and go on";

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>A page may hear nothing for so long: the rounds of gateways tell a session's next activation who carries its calls, every few seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string Sdp = "v=0\r\n" + string.Concat(Enumerable.Range(96, 60).Select(format => string.Create(CultureInfo.InvariantCulture, $"a=rtpmap:{format} VP8/90000\r\na=rtcp-fb:{format} nack pli\r\n")));
    private CallReady? _ready;
    private bool _isConnected;
    private long _readyAt;
    private long _heardAt;
    private long _legAt;
    private bool _isExcused;

    /// <summary>Carries the call until it is over.</summary>
    public async Task TalkAsync(CancellationToken over)
    {
        device.Carry(session, this);
        try
        {
            await device.AskAsync(line => line.TakeCall(session));
            while (true)
            {
                await stage.Wait(Beat, over);
                if (_ready is { } ready)
                    await TellAsync(ready, new { callId = ready.CallId, candidate = new { candidate = "candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host", sdpMid = "0", usernameFragment = Written(stage.Clock.GetTimestamp()) } });
            }
        }
        finally
        {
            device.Uncarry(session, this);
        }
    }

    /// <summary>The page is back over a new connection, has joined, and carries the call as before.</summary>
    public async Task ReturnAsync()
    {
        CarriedCall[] calls = _ready is { } ready ? [new CarriedCall(ready.With, ready.CallId)] : [];
        await device.AskAsync(line => line.ResumeCall(session, calls));
    }

    /// <summary>Connect with the other side; the one that is not polite offers.</summary>
    public void Begin(CallReady ready)
    {
        if (_ready?.CallId != ready.CallId)
            (_isConnected, _readyAt) = (false, stage.Clock.GetTimestamp());
        _ready = ready;
        if (!ready.Polite)
            Describe(ready, "offer");
    }

    /// <summary>The other side's word.</summary>
    public void Hear(ParticipantId from, SignalPayload payload)
    {
        using var document = JsonDocument.Parse(payload.Json);
        var signal = document.RootElement;
        // A word about a former call, or from whom this page does not talk with, is none of this one's.
        if (_ready is not { } ready || ready.With != from || signal.GetProperty("callId").GetString() != ready.CallId)
            return;
        _heardAt = stage.Clock.GetTimestamp();
        if (!signal.TryGetProperty("description", out var description))
            Arrive(signal.GetProperty("candidate").GetProperty("usernameFragment").GetString()!);
        else if (description.GetProperty("type").GetString() == "offer")
            Describe(ready, "answer");
        else if (!_isConnected)
            Connect();
    }

    /// <summary>A leg begins: somebody is to be heard.</summary>
    public void BeginLeg() => (_legAt, _isExcused) = (stage.Clock.GetTimestamp(), false);

    /// <summary>Somebody's connection is gone for a while: nothing need be heard in this leg.</summary>
    public void Excuse() => _isExcused = true;

    /// <summary>A leg is over, in which the other side was to be heard to its end.</summary>
    public void EndLeg()
    {
        var silent = stage.Clock.GetElapsedTime(Math.Max(Math.Max(_legAt, _heardAt), device.ConnectedAt));
        if (_legAt != 0 && !_isExcused && device.IsConnected && silent > Patience)
            stage.Figures.Violated(GoesOn, FormattableString.Invariant($"session {session}: {(_isConnected || _heardAt > _legAt ? "nothing more" : "nothing")} was heard of the other side for {silent.TotalSeconds:F1} s"));
        (_legAt, _ready) = (0, null);
    }

    private static string Written(long timestamp) => timestamp.ToString(CultureInfo.InvariantCulture);

    private void Arrive(string sentAt)
    {
        stage.Figures.Count(Happening.SignalDelivered);
        stage.Figures.Took(Step.Signal, stage.Clock.GetElapsedTime(long.Parse(sentAt, CultureInfo.InvariantCulture)));
    }

    private void Connect()
    {
        _isConnected = true;
        stage.Figures.Count(Happening.CallConnected);
        stage.Figures.Took(Step.Connect, stage.Clock.GetElapsedTime(_readyAt));
    }

    private void Describe(CallReady ready, string type) => _ = stage.Beside(() => TellAsync(ready, new { callId = ready.CallId, description = new { type, sdp = Sdp } }));

    private async Task TellAsync(CallReady ready, object word)
    {
        if (!device.IsConnected)
            return;
        stage.Figures.Count(Happening.SignalSent);
        try
        {
            await device.TellAsync(line => line.Signal(session, ready.With, new SignalPayload(JsonSerializer.SerializeToUtf8Bytes(word))));
        }
        catch (Exception) when (!stage.Stop.IsCancellationRequested)
        {
            // The connection ended under it: lost, as all that is under way.
        }
    }
}
