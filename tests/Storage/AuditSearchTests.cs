using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>The auditor's questions to the record.</summary>
public abstract class AuditSearchTests(ClassStorage storage)
{
    private readonly IAuditRecords audit = storage.Get<IAuditRecords>();
    private readonly StaffId anna = new(Sample.Id());
    private readonly StaffId boris = new(Sample.Id());
    private readonly PatientId mother = new(Sample.Id());
    private readonly PatientId child = new(Sample.Id());
    private readonly SessionId session = Sample.Session();

    [Fact]
    public async Task Entries_are_found_by_person_member_post_session_and_time_and_all_of_these()
    {
        await AddAsync(
            Entry(anna, 1, mother, child) with { Session = session },
            Entry(anna, 2, mother),
            Entry(boris, 3, child) with { Post = Post.Therapist, Session = session },
            Entry(boris, 4, mother) with { Post = Post.Therapist });

        await FoundAsync(new(Person: mother), 4, 2, 1);
        await FoundAsync(new(Person: child), 3, 1);
        await FoundAsync(new(Reader: anna), 2, 1);
        await FoundAsync(new(Session: session), 3, 1);
        await FoundAsync(new(Person: mother, Post: Post.Therapist), 4);
        await FoundAsync(new(Reader: boris, Session: session), 3);
        await FoundAsync(new(Person: mother, Until: Sample.Now.AddMinutes(4)), 2, 1);
        await FoundAsync(new(Person: mother, From: Sample.Now.AddMinutes(2)), 4, 2);
        await FoundAsync(new(Person: child, Reader: boris, Post: Post.Consultant));
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended_also_among_entries_of_one_instant_and_beside_new_ones()
    {
        await AddAsync([.. Enumerable.Range(0, 7).Select(number => Entry(anna, minute: 5 + number / 3, mother))]);
        foreach (var query in new[] { new AuditQuery(Person: mother), new AuditQuery(Reader: anna) })
        {
            var all = (await audit.FindAsync(query, null, 100)).Select(use => use.Row).ToArray();
            var pages = new List<long>();
            for (long? before = null; ;)
            {
                var page = await audit.FindAsync(query, before, 2);
                if (page.Count == 0)
                    break;
                pages.AddRange(page.Select(use => use.Row));
                before = page[^1].Row;
                // Newer entries come in between, and are on no later page.
                await AddAsync(Entry(anna, minute: 30, mother));
            }

            Assert.Equal(all, pages);
        }
    }

    [Fact]
    public async Task A_found_entry_says_all_of_itself_and_its_seal()
    {
        await AddAsync(Entry(anna, 9, mother, child) with { Deed = AuditDeed.Changed, What = AuditSubject.Phone, Purpose = Purpose.Registration, Session = session });
        Assert.Null(Assert.Single(await audit.FindAsync(new(Reader: anna), null, 2)).Hash);
        await AuditTrail.SealAsync(storage.Get<IAuditSeals>());

        var use = Assert.Single(await audit.FindAsync(new(Reader: anna), null, 2));

        Assert.Equal((Post.Consultant, AuditDeed.Changed, AuditSubject.Phone, session, Purpose.Registration), (use.Post, use.Deed, use.What, use.Session, use.Purpose));
        Assert.Equal([mother, child], use.Whose);
        Assert.Equal((Sample.Now.AddMinutes(9), new AuditMember(anna, "", "")), (use.At, use.Who));
        Assert.True(use is { Number: > 0, Hash.Length: 64 });
    }

    [Fact]
    public async Task Words_of_a_newer_version_hide_neither_the_entry_nor_others()
    {
        await AddAsync(Entry(anna, 1, mother), Entry(anna, 2, mother));
        await storage.Fixture.ExecuteAsync($"UPDATE audit_entry SET post = 'robot', deed = 'sold', what = 'x-ray', purpose = 'research' WHERE who = '{anna.Value}' AND id = (SELECT max(id) FROM audit_entry)");

        var uses = await audit.FindAsync(new(Reader: anna), null, 5);

        Assert.Equal((null, null, null, null), (uses[0].Post, uses[0].Deed, uses[0].What, uses[0].Purpose));
        Assert.Equal(Purpose.Treatment, uses[1].Purpose);
    }

    [Fact]
    public async Task Members_are_named_and_so_are_persons()
    {
        var staff = storage.Get<IStaffRecords>();
        await staff.AddAsync(new StaffRecord(anna, "a" + anna.Value, "", "Ёлкина Анна", [Post.Consultant]));
        await AddAsync(Entry(anna, 1, mother));
        var family = await Family.ImportAsync(storage, new DateOnly(1990, 1, 1), new DateOnly(2015, 1, 1));

        Assert.Contains(new AuditMember(anna, "Ёлкина Анна", "a" + anna.Value), await audit.MembersAsync());
        Assert.Equal("Ёлкина Анна", Assert.Single(await audit.FindAsync(new(Reader: anna), null, 2)).Who.Name);
        Assert.Equal(
            family.Select(person => new NamedPerson(person.Id, person.Name, person.BirthDate)),
            (await storage.Get<IPeople>().NamesAsync([.. family.Select(person => person.Id), mother])).OrderBy(person => person.BirthDate));
    }

    private static AuditEntry Entry(StaffId who, int minute, params PatientId[] whose) =>
        new(Sample.Now.AddMinutes(minute), who, Post.Consultant, AuditDeed.Read, AuditSubject.Card, whose, null, Purpose.Treatment);

    private Task AddAsync(params AuditEntry[] entries) => audit.AddAsync(new AuditEntries(entries));

    private async Task FoundAsync(AuditQuery query, params int[] minutes) =>
        Assert.Equal(minutes, (await audit.FindAsync(query, null, 100)).Select(use => (int)(use.At - Sample.Now).TotalMinutes));
}

public sealed class SqliteAuditSearchTests(SqliteStorage storage) : AuditSearchTests(storage), IClassFixture<SqliteStorage>;

[Trait("database", "postgres")]
public sealed class PostgresAuditSearchTests(PostgresStorage storage) : AuditSearchTests(storage), IClassFixture<PostgresStorage>;
