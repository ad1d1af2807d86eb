using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Documents go when no consultation followed them; their files first, then what is known of them.</summary>
public abstract class RetainedDocumentTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = RetentionPlace.Now;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private RetentionPlace place = null!;
    private PatientId anna;

    public async ValueTask InitializeAsync()
    {
        place = await RetentionPlace.CreateAsync(kind);
        anna = await place.PersonAsync(Family.Phone(), validTo: new DateOnly(2099, 12, 31));
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_document_is_given_up_at_the_end_of_its_term_and_its_files_go_a_day_later()
    {
        var over = await place.DocumentAsync(anna, Now.AddDays(-1_096));
        var younger = await place.DocumentAsync(anna, Now.AddDays(-1_096) + Second);
        var removed = await place.DocumentAsync(anna, Now.AddDays(-40), Now.AddDays(-30));
        var lately = await place.DocumentAsync(anna, Now.AddDays(-40), Now.AddDays(-30) + Second);

        Assert.Equal(new() { [Erasable.Documents] = 1, [Erasable.RemovedDocuments] = 1 }, await place.EraseAsync());

        Assert.Equal([younger], (await place.Get<IDocuments>().OfAsync(anna)).Select(document => document.View.DocumentId));
        Assert.Equal(12, place.Files.Names.Count);
        Assert.Equal(0, (await place.Erasures.EraseAsync(Erasable.Files, RetentionPlace.Limits(Now.AddDays(1) - Second))).Erased);

        Assert.Equal(2, (await place.Erasures.EraseAsync(Erasable.Files, RetentionPlace.Limits(Now.AddDays(1)))).Erased);
        Assert.Equal(
            new[] { younger, lately }.SelectMany(document => Enum.GetValues<DocumentForm>().Select(form => DocumentRecord.FileOf(document, form))).Order(), place.Files.Names.Order());
        Assert.Equal((0, 0), (await place.CountAsync("document", "id", over.Value), await place.CountAsync("document", "id", removed.Value)));
        Assert.Equal(AuditSubject.Documents, Assert.Single(await place.ErasedOfAsync(anna)).What);
        Assert.Empty((await place.AuditAsync()).Faults);
    }

    [Fact]
    public async Task A_document_that_a_consultation_followed_stays_as_long_as_that()
    {
        var before = await place.DocumentAsync(anna, Now.AddDays(-5_001), Now.AddDays(-5_000));
        var session = await place.SessionAsync(anna, Now.AddDays(-4_999), isConsulted: true);
        var after = await place.DocumentAsync(anna, Now.AddDays(-4_998));

        Assert.Equal(new() { [Erasable.Documents] = 1 }, await place.EraseAsync());
        Assert.Equal((1, 1), (await place.CountAsync("document", "id", before.Value), await place.CountAsync("document", "id", after.Value)));

        var end = Now.AddDays(9_132 - 4_999);
        await place.EraseAsync(end - Second);
        Assert.Equal((1, 1, 0), (await place.CountAsync("session", session), await place.CountAsync("document", "id", before.Value), await place.CountAsync("document", "id", after.Value)));
        await place.EraseAsync(end);
        await place.EraseAsync(end.AddDays(1));
        Assert.Equal((0, 0), (await place.CountAsync("session", session), await place.CountAsync("document", "id", before.Value)));
    }

    [Fact]
    public async Task A_document_whose_consultation_goes_on_or_is_not_signed_stays()
    {
        var document = await place.DocumentAsync(anna, Now.AddDays(-2_000));
        await place.SessionAsync(anna, Now.AddDays(-1_999), isConsulted: true, isSigned: false);

        Assert.Empty(await place.EraseAsync());
        Assert.Equal(1, await place.CountAsync("document", "id", document.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_store_that_fails_in_between_leaves_no_file_of_which_nobody_knows(int deletions)
    {
        await place.DocumentAsync(anna, Now.AddDays(-2_000));
        await place.DocumentAsync(anna, Now.AddDays(-2_000));
        await place.EraseAsync();
        place.Files.Deletions = deletions;
        var later = RetentionPlace.Limits(Now.AddDays(1));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => place.Erasures.EraseAsync(Erasable.Files, later));
        Assert.Equal(6 - deletions, place.Files.Names.Count);
        var whole = deletions / Enum.GetValues<DocumentForm>().Length;
        Assert.Equal(2 - whole, await place.CountAsync("document", "patient", anna.Value));
        Assert.Equal(whole, (await place.ErasedOfAsync(anna)).Count);

        // Documents that failed are behind the others for a day.
        place.Files.Deletions = null;
        Assert.Equal((0, false), await place.Erasures.EraseAsync(Erasable.Files, later));
        Assert.Equal((2 - whole, false), await place.Erasures.EraseAsync(Erasable.Files, RetentionPlace.Limits(Now.AddDays(2))));
        Assert.Empty(place.Files.Names);
        Assert.Equal(0, await place.CountAsync("document", "patient", anna.Value));
        Assert.Equal(whole + 1, (await place.ErasedOfAsync(anna)).Count);
    }
}

public sealed class SqliteRetainedDocumentTests() : RetainedDocumentTests(DatabaseKind.Sqlite);

[Trait("database", "postgres")]
public sealed class PostgresRetainedDocumentTests() : RetainedDocumentTests(DatabaseKind.Postgres);
