using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>Whether the clinic is crowded: as a test says.</summary>
internal sealed class Crowd : ICrowding
{
    public bool IsCrowded { get; set; }
}

public sealed class CrowdTests(Clinic clinic) : IClassFixture<Clinic>, IDisposable
{
    public void Dispose() => clinic.Crowd.IsCrowded = false;

    [Fact]
    public async Task New_callers_are_let_in_when_the_crowd_is_gone()
    {
        var (anna, command) = (clinic.Person(), CommandId.New());
        clinic.Crowd.IsCrowded = true;
        Assert.Equal(Refusal.Crowded, (await anna.Open(command)).Refusal);

        clinic.Crowd.IsCrowded = false;

        Assert.Equal(SessionPhase.WaitingForConsultant, (await anna.Open(command)).Value!.Phase);
    }

    [Fact]
    public async Task A_visitor_is_let_in_when_the_crowd_is_gone()
    {
        var (visitors, command, visitor) = (clinic.Grains.GetGrain<IVisitorsGrain>(0), CommandId.New(), $"v{Guid.NewGuid():N}");
        clinic.Crowd.IsCrowded = true;
        Assert.Equal(Refusal.Crowded, (await visitors.OpenSession(visitor, command, SessionMode.Chat, null)).Refusal);

        clinic.Crowd.IsCrowded = false;

        Assert.NotNull((await visitors.OpenSession(visitor, command, SessionMode.Chat, null)).Value);
    }

    [Fact]
    public async Task Who_is_in_is_served_in_a_crowd()
    {
        var anna = clinic.Person();
        var (session, phone) = await anna.Call();
        clinic.Crowd.IsCrowded = true;

        await anna.Say(session, "Здравствуйте");

        await clinic.Soon(() => clinic.Gateway.Texts(phone) is ["Здравствуйте"], "the message arrives");
    }
}
