using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A patient rates a session that is over, once, and finds it again in the calendar.</summary>
public class RatingTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_rating_is_given_once_whatever_comes_again_also_after_a_restart()
    {
        var anna = clinic.Person();
        var session = await Over(anna);
        var (patient, tap) = (clinic.Grains.GetGrain<ISessionPatient>(session.Value), CommandId.New());
        Assert.Equal((null, true), ((await Entry(anna, session)).Rating?.Stars, (await Entry(anna, session)).Rating is not null));

        Assert.Equal(4, (await patient.Rate(tap, anna.Caller, 4, " Спасибо ")).Value!.Rating!.Stars);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(4, (await patient.Rate(tap, anna.Caller, 4, "Спасибо")).Value!.Rating!.Stars);
            Assert.Equal(Refusal.CommandReused, (await patient.Rate(tap, anna.Caller, 5, "Спасибо")).Refusal);
            Assert.Equal(Refusal.AlreadyRated, (await patient.Rate(CommandId.New(), anna.Caller, 5, null)).Refusal);
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        Assert.Equal(4, (await Entry(anna, session)).Rating?.Stars);
        Assert.Null((await clinic.Grains.GetGrain<ISession>(session.Value).View(clinic.Person().Caller)).Value);
    }

    [Fact]
    public async Task Of_two_tabs_that_rate_at_once_one_counts()
    {
        var anna = clinic.Person();
        var session = await Over(anna);
        var patient = clinic.Grains.GetGrain<ISessionPatient>(session.Value);

        var replies = await Task.WhenAll(Enumerable.Range(1, 5).Select(stars => patient.Rate(CommandId.New(), anna.Caller, stars, null)));

        var counted = Assert.Single(replies, reply => reply.Value is not null).Value!.Rating!.Stars;
        Assert.Equal(4, replies.Count(reply => reply.Refusal == Refusal.AlreadyRated));
        Assert.Equal(counted, (await Entry(anna, session)).Rating?.Stars);
    }

    [Fact]
    public async Task Nobody_else_rates()
    {
        var anna = clinic.Person();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        var patient = clinic.Grains.GetGrain<ISessionPatient>(session.Value);

        Assert.Equal(Refusal.RatingTooEarly, (await patient.Rate(CommandId.New(), anna.Caller, 5, null)).Refusal);
        Assert.Equal(Refusal.WrongRole, (await patient.Rate(CommandId.New(), consultant.Caller, 5, null)).Refusal);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        Assert.Equal(Refusal.NotFound, (await patient.Rate(CommandId.New(), consultant.Caller, 5, null)).Refusal);
        Assert.Equal(Refusal.NotFound, (await patient.Rate(CommandId.New(), clinic.Person().Caller, 5, null)).Refusal);
        await consultant.Leave();
    }

    private async Task<SessionId> Over(Insured person)
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await person.Call();
        await consultant.Take(session);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        await consultant.Leave();
        return session;
    }

    private async Task<CalendarEntry> Entry(Insured person, SessionId session) =>
        (await clinic.Grains.GetGrain<IAccountGrain>(person.Account.Value).Calendar(person.Patient)).Value!.Entries.Single(entry => entry.SessionId == session);
}
