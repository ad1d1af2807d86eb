using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>The auditor and the person read who used which data.</summary>
public sealed class AuditorTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task An_auditor_finds_who_opened_a_card_and_leaves_an_entry()
    {
        var anna = clinic.Person();
        var (session, consultant) = await Opened(anna);
        var (id, auditor) = Hired(Post.Auditor);

        var view = (await auditor.Search(new AuditQuery(Person: anna.Patient), null)).Value!;

        Assert.Equal((anna.Patient, "Иванова Анна"), (view.Person!.PatientId, view.Person.Name));
        Assert.All(view.Page.Lines, line => Assert.Equal((consultant.Id, session, Purpose.Treatment), (line.Who.StaffId, line.Session, line.Purpose)));
        Assert.Equal([AuditSubject.History, AuditSubject.Card], view.Page.Lines.Select(line => line.What));
        Assert.Equal(anna.Patient, Assert.Single(view.Page.Lines[0].Whose).PatientId);
        var entry = Assert.Single(clinic.Trail.Of(id));
        Assert.Equal((Post.Auditor, AuditSubject.Trail, Purpose.Audit, anna.Patient), (entry.Post, entry.What, entry.Purpose, Assert.Single(entry.Whose)));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task An_auditor_names_a_person_by_the_gates_search_and_leaves_an_entry()
    {
        var anna = clinic.Person();
        var (id, auditor) = Hired(Post.Auditor);

        var found = (await auditor.FindPersons((await clinic.Records.PhoneOfAsync(anna.Account))!)).Value!;

        Assert.Equal(anna.Patient, Assert.Single(found.Persons).PatientId);
        var entry = Assert.Single(clinic.Trail.Of(id));
        Assert.Equal((AuditSubject.Persons, Purpose.Audit, anna.Patient), (entry.What, entry.Purpose, Assert.Single(entry.Whose)));
        Assert.Equal(Refusal.Invalid, (await auditor.FindPersons("аб")).Refusal);
    }

    [Fact]
    public async Task An_export_leaves_an_entry_for_each_page()
    {
        var anna = clinic.Person();
        var (_, consultant) = await Opened(anna);
        var (id, auditor) = Hired(Post.Auditor);

        Assert.Equal(2, (await auditor.Export(new AuditQuery(Person: anna.Patient), null)).Value!.Lines.Length);

        Assert.Equal([anna.Patient], Assert.Single(clinic.Trail.Of(id)).Whose);
        await clinic.Offline(consultant);
    }

    [Theory]
    [InlineData(Post.Consultant)]
    [InlineData(Post.Therapist)]
    [InlineData(Post.Supervisor)]
    [InlineData(Post.Administrator)]
    public async Task Nobody_else_reads_the_record_whatever_page_forgot_to_ask(Post post)
    {
        var (id, member) = Hired(post);

        Assert.Equal(Refusal.RightMissing, (await member.Search(new AuditQuery(), null)).Refusal);
        Assert.Equal(Refusal.RightMissing, (await member.Export(new AuditQuery(), null)).Refusal);
        Assert.Equal(Refusal.RightMissing, (await member.FindPersons("Иванова")).Refusal);
        Assert.Empty(clinic.Trail.Of(id));
    }

    [Fact]
    public async Task Without_an_entry_the_auditor_is_shown_nothing()
    {
        var (id, auditor) = Hired(Post.Auditor);
        clinic.Trail.FailsFor = id;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => auditor.Search(new AuditQuery(), null));

        clinic.Trail.FailsFor = null;
    }

    [Fact]
    public async Task A_person_reads_who_looked_and_no_stranger_does()
    {
        var (anna, other) = (clinic.Person(), clinic.Person());
        var (_, consultant) = await Opened(anna);
        var account = clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value);

        var view = (await account.Looks(anna.Patient, null)).Value!;

        var look = Assert.Single(view.Looks);
        Assert.Equal((Post.Consultant, AuditDeed.Read, Purpose.Treatment), (look.Post, look.Deed, look.Purpose));
        Assert.Equal([AuditSubject.Card, AuditSubject.History], look.What.Order());
        Assert.Equal("Иванова Анна", view.Person.Name);
        Assert.Equal(Refusal.NotFound, (await account.Looks(other.Patient, null)).Refusal);
        Assert.Empty((await clinic.Grains.GetGrain<IAccountGrain>(other.Account.Value).Looks(other.Patient, null)).Value!.Looks);
        await clinic.Offline(consultant);
    }

    private (StaffId Id, IAuditorGrain Grain) Hired(Post post)
    {
        var id = new StaffId($"{post}-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", "Проверкин Лев", [post]));
        return (id, clinic.Grains.GetGrain<IAuditorGrain>(id.Value));
    }

    /// <summary>A person whose card a consultant has opened.</summary>
    private async Task<(SessionId Session, Specialist Consultant)> Opened(Insured person)
    {
        var (session, _) = await person.Call();
        var consultant = await clinic.OnDuty(Post.Consultant);
        await consultant.Take(session);
        Assert.NotNull((await clinic.Grains.GetGrain<ISession>(session.Value).Card(consultant.Caller)).Value);
        return (session, consultant);
    }
}
