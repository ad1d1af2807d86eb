using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>Closed sessions come to figures, whatever restarts.</summary>
public sealed class TallyTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task Waits_and_talks_are_counted_once_with_the_error_of_what_was_told_beforehand()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        // How long it takes is told within 5 s, and where somebody is on duty: the queue knows both before time passes.
        await _clinic.Until(async () => (await _clinic.Grains.QueueOf(QueueKind.Consultant).Coverage()).OnDuty == 1, "the queue knows the consultant");
        var (session, _) = await _clinic.Person().Call();
        await _clinic.OffersAt(consultant, session);
        await _clinic.Pass(TimeSpan.FromSeconds(5));
        await consultant.Take(session);
        await _clinic.Pass(TimeSpan.FromSeconds(60));
        await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        var (left, _) = await _clinic.Person().Call();
        await _clinic.Grains.GetGrain<ISession>(left.Value).View(Caller.Of(new AccountId("nobody")));

        await Count();
        await _clinic.Cluster.DeactivateAsync(Counter);
        await Count();

        var sums = (await _clinic.Grains.GetGrain<IHistoryGrain>(0).Read(1)).Value!.Sums;
        HistoryRow Of(TallyKind kind) => Assert.Single(sums, row => row.Kind == kind);
        Assert.Equal(("consultant", 1L), (Of(TallyKind.Wait).Part, Of(TallyKind.Wait).Count));
        Assert.InRange(Of(TallyKind.Handling).Total, 59_000, 70_000);
        Assert.Equal(1, Of(TallyKind.EstimateError).Count);
        Assert.Equal("completed", Of(TallyKind.Closed).Part);
        var member = Assert.Single((await _clinic.Grains.GetGrain<IHistoryGrain>(0).Work(1)).Value!.Members, one => one.StaffId == consultant.Id);
        Assert.Equal(("Consultant", 1, 1), (member.Name, member.Answered, member.Talks));
        Assert.InRange(member.TalkMilliseconds, 59_000, 70_000);
        Assert.Equal(Refusal.Invalid, (await _clinic.Grains.GetGrain<IHistoryGrain>(0).Work(93)).Refusal);
        Assert.Equal(Refusal.Invalid, (await _clinic.Grains.GetGrain<IHistoryGrain>(0).Read(0)).Refusal);
        Assert.Equal(1, (await _clinic.Grains.GetGrain<IHistoryGrain>(0).UsualWaits())[0].Count);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"schema":12,"at":"2026-11-23T09:00:00Z","events":[{"by":"system","fact":{"$kind":"legStarted"}}]}""")]
    public async Task A_damaged_journal_is_left_out_and_keeps_nobody_else_from_being_counted(string payload)
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var damaged = await Talk(consultant);
        using (var connection = new SqliteConnection($"Data Source={_clinic.Records.Database};Pooling=False"))
            Assert.Equal(1, connection.Execute(
                "UPDATE journal SET payload = CAST(@payload AS BLOB) WHERE session = @Value AND first_sequence = (SELECT max(first_sequence) FROM journal WHERE session = @Value)", new { damaged.Value, payload }));
        await Talk(consultant);

        await Count();

        Assert.Empty(await _clinic.Cluster.GetSiloServiceProvider().GetRequiredService<ITallies>().UncountedAsync(10));
        var sums = (await _clinic.Grains.GetGrain<IHistoryGrain>(0).Read(1)).Value!.Sums;
        Assert.Equal((1, 1), (Assert.Single(sums, row => row.Kind == TallyKind.Closed).Count, Assert.Single(sums, row => row.Kind == TallyKind.Handling).Count));
    }

    private async Task<SessionId> Talk(Specialist consultant)
    {
        var (session, _) = await _clinic.Person().Call();
        await consultant.Take(session);
        await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        return session;
    }

    private ITallyGrain Counter => _clinic.Grains.GetGrain<ITallyGrain>(0);

    private async Task Count()
    {
        await _clinic.Pass(TimeSpan.FromSeconds(6));
        await Counter.Count();
    }
}
