using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Somebody who calls. At the end whatever is open is left, so that nobody waits for the next test's specialists.</summary>
internal sealed class Patient(Clinic clinic, string phone, TokenPair tokens, PatientView person, Device device) : IAsyncDisposable
{
    private readonly List<Device> tabs = [device];

    public Device Device => device;

    public string Phone => phone;

    public TokenPair Tokens => tokens;

    public PatientView Person => person;

    public SessionId Session { get; private set; }

    public async Task<Device> AnotherTab()
    {
        var tab = await Device.ConnectAsync(clinic, tokens.AccessToken);
        tabs.Add(tab);
        return tab;
    }

    /// <summary>Calls and waits in the session.</summary>
    public async Task<SessionId> Call(string mode = "chat", object? connectionCheck = null)
    {
        var view = await device.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode, patientId = person.PatientId, connectionCheck });
        Session = view.SessionId;
        await device.Join(Session);
        return Session;
    }

    public async ValueTask DisposeAsync()
    {
        if (Session.Value is not null)
        {
            await using var last = await Device.ConnectAsync(clinic, tokens.AccessToken);
            for (var phase = SessionPhase.Intake; phase != SessionPhase.Closed;)
                phase = (await last.Reply<SessionView>("LeaveSession", CommandId.New(), Session)).Value?.Phase ?? SessionPhase.Closed;
        }
        foreach (var tab in tabs)
            await tab.DisposeAsync();
    }
}

/// <summary>A specialist on duty; off duty at the end.</summary>
internal sealed class Specialist(Clinic clinic, string login, TokenPair tokens, Device device) : IAsyncDisposable
{
    private readonly List<Device> tabs = [device];

    public Device Device => device;

    public TokenPair Tokens => tokens;

    public async Task<Device> AnotherTab()
    {
        var tab = await Device.ConnectAsync(clinic, tokens.AccessToken);
        await tab.Ask<DeskView>("Desk");
        tabs.Add(tab);
        return tab;
    }

    /// <summary>The offer of a session, as soon as it rings.</summary>
    public async Task<OfferView> Offered(SessionId session, LegKind kind)
    {
        await device.Until(() => device.Offers.Any(offer => offer.SessionId == session && offer.Kind == kind), $"{login} is offered the session");
        return device.Offers.Last(offer => offer.SessionId == session && offer.Kind == kind);
    }

    /// <summary>Takes a session and joins it.</summary>
    public async Task<SessionView> Take(SessionId session, LegKind kind)
    {
        var offer = await Offered(session, kind);
        var answer = await device.Command<OfferAnswer>("AnswerOffer", offer.OfferId, true);
        await device.Join(session);
        return answer.View!;
    }

    public async ValueTask DisposeAsync()
    {
        await device.Command<DutyView>("SetDuty", Duty.Off);
        foreach (var tab in tabs)
            await tab.DisposeAsync();
    }
}
