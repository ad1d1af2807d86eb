using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A long session comes page by page, counted in bytes.</summary>
public class HistoryTests(Clinic clinic) : IClassFixture<Clinic>
{
    private const int Messages = 40;
    private const int FirstBytes = 64 * 1024;
    private const int MoreBytes = 128 * 1024;

    [Fact]
    public async Task Joining_from_the_beginning_brings_pages_of_bytes()
    {
        var (anna, session) = await LongTalk();
        List<SessionEventView> read = [];
        for (var more = true; more;)
        {
            var answer = (await Session(session).Join(anna.Caller, clinic.Gateway.NewConnection(), clinic.Gateway.Reference, read.Count)).Value!;
            Assert.InRange(answer.Events.Sum(happened => happened.WireBytes()), 1, FirstBytes);
            read.AddRange(answer.Events);
            more = answer.More;
        }

        Assert.Equal(Enumerable.Range(1, read.Count).Select(number => (long)number), read.Select(happened => happened.Sequence));
        Assert.Equal(Messages, read.Count(happened => happened.Kind == "message"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_newest_come_first_and_what_was_before_them_page_by_page(bool isActivatedAnew)
    {
        var (anna, session) = await LongTalk();
        if (isActivatedAnew)
            await clinic.Cluster.DeactivateAsync(Session(session));

        var answer = (await Session(session).JoinLatest(anna.Caller, clinic.Gateway.NewConnection(), clinic.Gateway.Reference)).Value!;
        Assert.Equal(answer.View.Sequence, answer.Events[^1].Sequence);
        Assert.InRange(answer.Events.Sum(happened => happened.WireBytes()), FirstBytes / 2, FirstBytes);
        Assert.True(answer.More);

        var read = answer.Events.ToList();
        for (var more = true; more;)
        {
            var page = (await Session(session).ReadEarlier(anna.Caller, read[0].Sequence)).Value!;
            Assert.InRange(page.Events.Sum(happened => happened.WireBytes()), 1, MoreBytes);
            read.InsertRange(0, page.Events);
            more = page.More;
        }
        Assert.Equal(Enumerable.Range(1, (int)answer.View.Sequence).Select(number => (long)number), read.Select(happened => happened.Sequence));
        Assert.Empty((await Session(session).ReadEarlier(anna.Caller, 1)).Value!.Events);
    }

    [Fact]
    public async Task A_short_session_is_there_at_once()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        await anna.Say(session, "Здравствуйте");

        var answer = (await Session(session).JoinLatest(anna.Caller, clinic.Gateway.NewConnection(), clinic.Gateway.Reference)).Value!;

        Assert.False(answer.More);
        Assert.Equal([1L, 2L, 3L, 4L], answer.Events.Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task Strangers_and_numbers_out_of_range_are_refused()
    {
        var (anna, session) = await LongTalk();
        var stranger = clinic.Person().Caller;

        Assert.Equal(Refusal.NotFound, (await Session(session).JoinLatest(stranger, clinic.Gateway.NewConnection(), clinic.Gateway.Reference)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Session(session).ReadEarlier(stranger, 5)).Refusal);
        Assert.Equal(Refusal.Invalid, (await Session(session).ReadEarlier(anna.Caller, 0)).Refusal);
        Assert.Equal(Refusal.Invalid, (await Session(session).ReadEarlier(anna.Caller, long.MaxValue)).Refusal);
    }

    private ISession Session(SessionId session) => clinic.Grains.GetGrain<ISession>(session.Value);

    private async Task<(Insured Anna, SessionId Session)> LongTalk()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        for (var i = 0; i < Messages; i++)
            Assert.Null((await anna.Say(session, new string('ы', 7_900))).Refusal);
        return (anna, session);
    }
}
