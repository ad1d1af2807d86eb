using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>A rating is stored with the commit that decides it, once for each session.</summary>
public abstract class RatingRecordTests(ClassStorage storage)
{
    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly IRatings ratings = storage.Get<IRatings>();

    [Fact]
    public async Task A_rating_is_kept_with_whom_it_was_about()
    {
        var (rated, other) = (Sample.Session(), Sample.Session());
        var rating = new RatingGiven(rated, new InsurerId("romashka"), new StaffId("consultant"), new StaffId("doctor"), 4, "Спасибо 👋", Sample.Now);

        await journal.AppendAsync(Sample.Commit(rated, records: [rating]));
        await journal.AppendAsync(Sample.Commit(other, records: [new RatingGiven(other, null, null, null, 1, null, Sample.Now)]));

        Assert.Equal(new Dictionary<SessionId, int> { [rated] = 4, [other] = 1 }, await ratings.StarsAsync([rated, other, Sample.Session()]));
        Assert.Empty(await ratings.StarsAsync([]));
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM rating WHERE session = @Value AND insurer = 'romashka' AND consultant = 'consultant' AND doctor = 'doctor' AND comment = 'Спасибо 👋'", new { rated.Value }));
    }
}

public sealed class SqliteRatingRecordTests(SqliteStorage storage) : RatingRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresRatingRecordTests(PostgresStorage storage) : RatingRecordTests(storage), IClassFixture<PostgresStorage>;
