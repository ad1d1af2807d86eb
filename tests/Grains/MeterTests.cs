using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Meters show people of operations what happens in the service.</summary>
public sealed class MeterTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task A_limit_that_runs_out_says_how_late_it_was()
    {
        using var lateness = new Measured(_clinic, "medzdrav.session.limit.lateness");
        var (anna, consultant, doctor) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Боль", null));
        await doctor.Take(session);
        var endsAt = (await _clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!.Leg!.EndsAt!.Value;

        await _clinic.Pass(endsAt - _clinic.Clock.GetUtcNow() + TimeSpan.FromSeconds(1), session);

        Assert.InRange(Assert.Single(lateness.With("limit=consultation")), 0, 1);
        Assert.Equal(2, lateness.With("limit=warning").Count());
    }

    [Fact]
    public async Task The_queue_says_how_long_somebody_waits_and_how_offers_came_back()
    {
        using var longest = new Measured(_clinic, "medzdrav.queue.longest");
        using var returned = new Measured(_clinic, "medzdrav.queue.offers.returned");
        var anna = _clinic.Person();
        var (session, _) = await anna.Call();

        await _clinic.Pass(TimeSpan.FromSeconds(30));
        await _clinic.Until(() => longest.Ask().With("queue=consultant").Any(), "the queue has looked");

        Assert.InRange(Assert.Single(longest.Ask().With("queue=consultant")), 30, 45);
        var consultant = await _clinic.OnDuty(Post.Consultant);
        await consultant.Grain.AnswerOffer(CommandId.New(), (await consultant.Offered(session)).OfferId, accept: false);
        await _clinic.Soon(() => returned.With("how=declined").Any(), "the declined offer is counted");
    }
}
