using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Somebody who calls without signing in, and may be signed in by a consultant. At the end whatever is open is left.</summary>
internal sealed class Visitor(Clinic clinic, TokenPair tokens, Device device) : IAsyncDisposable
{
    private readonly List<Device> tabs = [device];

    /// <summary>The last connection.</summary>
    public Device Device => tabs[^1];

    public TokenPair Tokens { get; private set; } = tokens;

    public SessionId Session { get; private set; }

    public static async Task<Visitor> ComeAsync(Clinic clinic)
    {
        var tokens = await clinic.VisitAsync();
        return new Visitor(clinic, tokens, await Device.ConnectAsync(clinic, tokens.AccessToken));
    }

    /// <summary>Calls by chat and waits in the session.</summary>
    public async Task<SessionId> Call()
    {
        var view = await Device.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" });
        Session = view.SessionId;
        await Device.Join(Session);
        return Session;
    }

    /// <summary>Another connection with the same credential, as after a reload.</summary>
    public async Task<Device> Reload()
    {
        tabs.Add(await Device.ConnectAsync(clinic, Tokens.AccessToken));
        return Device;
    }

    /// <summary>Takes over the account that the consultant signed the session in to: the answer gets lost, so it is asked for again. Comes back with it.</summary>
    public async Task<Device> Claim()
    {
        var claim = new { sessionId = Session, client = "app", commandId = CommandId.New() };
        var lost = await clinic.TokensAsync("/api/sign-in/claim", claim, Tokens);
        Tokens = await clinic.TokensAsync("/api/sign-in/claim", claim, Tokens);
        Assert.Equal(lost.AccessToken.Split('.')[0], Tokens.AccessToken.Split('.')[0]);
        var back = await Reload();
        await back.Join(Session);
        return back;
    }

    public async ValueTask DisposeAsync()
    {
        if (Session.Value is not null)
        {
            await using var last = await Device.ConnectAsync(clinic, Tokens.AccessToken);
            for (var phase = SessionPhase.Intake; phase != SessionPhase.Closed;)
                phase = (await last.Reply<SessionView>("LeaveSession", CommandId.New(), Session)).Value?.Phase ?? SessionPhase.Closed;
        }
        foreach (var tab in tabs)
            await tab.DisposeAsync();
    }
}
