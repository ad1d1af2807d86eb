using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>Whoever sees a person's data leaves an entry, and without one sees nothing.</summary>
public class MedcardTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_card_leaves_entries_about_the_person_and_the_history()
    {
        var anna = clinic.Person();
        var (session, consultant) = await Received(anna);

        Assert.NotNull((await clinic.Grains.GetGrain<ISession>(session.Value).Card(consultant.Caller)).Value);

        Assert.Equal(
            [
                (Post.Consultant, AuditDeed.Read, AuditSubject.Card, anna.Patient, (SessionId?)session, Purpose.Treatment),
                (Post.Consultant, AuditDeed.Read, AuditSubject.History, anna.Patient, session, Purpose.Treatment),
            ],
            clinic.Trail.Of(consultant.Id).Select(entry => (entry.Post, entry.Deed, entry.What, Assert.Single(entry.Whose), entry.Session, entry.Purpose)));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_search_leaves_one_entry_with_those_whom_it_showed_also_when_it_showed_nobody()
    {
        var (anna, consultant) = (clinic.Person(), await clinic.OnDuty(Post.Consultant));
        var desk = (IConsultantGrain)consultant.Grain;

        var phone = (await clinic.Records.PhoneOfAsync(anna.Account))!;
        Assert.Single((await desk.FindPatients(phone)).Value!.Patients);
        Assert.Empty((await desk.FindPatients("Нетакой")).Value!.Patients);

        var entries = clinic.Trail.Of(consultant.Id);
        Assert.All(entries, entry => Assert.Equal((AuditSubject.Persons, Purpose.Search, null), (entry.What, entry.Purpose, entry.Session)));
        Assert.Equal([[anna.Patient], []], entries.Select(entry => entry.Whose.ToArray()));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_doubt_that_is_looked_at_leaves_one_entry_with_both_persons_and_only_those_at_the_desk_see_it()
    {
        var (one, other, staff) = (clinic.Person(), clinic.Person(), new StaffId($"s{Guid.NewGuid():N}"));
        var medcards = clinic.Cluster.GetSiloServiceProvider().GetRequiredService<Medcards>();

        Assert.NotNull((await medcards.Pair(Reader.AtDesk(staff), one.Patient, other.Patient)).Value);
        Assert.Equal(Refusal.NotFound, (await medcards.Pair(Reader.Auditor(staff), one.Patient, other.Patient)).Refusal);

        var entry = Assert.Single(clinic.Trail.Of(staff));
        Assert.Equal((AuditDeed.Read, AuditSubject.Persons, Purpose.Matching), (entry.Deed, entry.What, entry.Purpose));
        Assert.Equal([one.Patient, other.Patient], entry.Whose);
    }

    [Fact]
    public async Task An_identification_leaves_an_entry_whether_it_finds_the_person_or_not()
    {
        var (anna, other) = (clinic.Person(), clinic.Person());
        var (session, consultant) = await Received(anna);
        var person = (await clinic.Records.FindAsync(other.Patient))!;
        var told = new Identification(person.Policies[0].Number, person.Name, person.BirthDate, null);
        var help = clinic.Grains.GetGrain<IAssistedSignInGrain>(session.Value);

        Assert.Equal(Refusal.PersonUnknown.Code, (await help.Identify(CommandId.New(), consultant.Caller, told with { BirthDate = told.BirthDate.AddDays(1) })).Refusal!.Code);
        Assert.Equal(Refusal.PersonUnknown.Code, (await help.Identify(CommandId.New(), consultant.Caller, told with { PolicyNumber = "нет" })).Refusal!.Code);
        Assert.NotNull((await help.Identify(CommandId.New(), consultant.Caller, told)).Value);

        // Whoever reads that a birth date does not fit has learnt something of the policy's holder.
        Assert.Equal([[other.Patient], [], [other.Patient]], clinic.Trail.Of(consultant.Id).Where(entry => entry.Purpose == Purpose.Identification).Select(entry => entry.Whose.ToArray()));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task Who_calls_is_told_with_an_entry()
    {
        var anna = clinic.Person();
        var (session, consultant) = await Received(anna);

        Assert.Single((await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Intake(consultant.Caller)).Value!.People);

        var entry = Assert.Single(clinic.Trail.Of(consultant.Id));
        Assert.Equal((Purpose.Intake, AuditSubject.Persons, anna.Patient), (entry.Purpose, entry.What, Assert.Single(entry.Whose)));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_conclusion_read_by_its_doctor_leaves_an_entry_and_read_by_the_person_none()
    {
        var anna = clinic.Person();
        var (session, consultant) = await Received(anna);
        var doctor = await clinic.OnDuty(Post.Therapist);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Кашель", null));
        await doctor.Take(session);
        var notes = clinic.Grains.GetGrain<ISessionDoctor>(session.Value);
        await notes.SaveConclusion(CommandId.New(), doctor.Caller, new ConclusionText("Кашель", "", "J06.9", "Питьё"));
        var signed = (await notes.SignConclusion(CommandId.New(), doctor.Caller)).Value!;
        Assert.DoesNotContain(clinic.Trail.Of(doctor.Id), entry => entry.What == AuditSubject.Conclusion);

        Assert.NotNull((await notes.Conclusion(doctor.Caller)).Value);
        Assert.NotNull((await ((IDoctorGrain)doctor.Grain).Conclusion(signed.ConclusionId)).Value);
        Assert.NotNull((await clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value).Conclusion(signed.ConclusionId)).Value);
        Assert.Equal(Refusal.NotFound, (await ((IDoctorGrain)(await clinic.OnDuty(Post.Therapist)).Grain).Conclusion(signed.ConclusionId)).Refusal);

        Assert.Equal(
            [(Post.Therapist, anna.Patient, (SessionId?)session), (Post.Therapist, anna.Patient, null)],
            clinic.Trail.Of(doctor.Id).Where(entry => entry.What == AuditSubject.Conclusion).Select(entry => (entry.Post, Assert.Single(entry.Whose), entry.Session)));
        await clinic.Offline(consultant);
        await clinic.Offline(doctor);
    }

    [Fact]
    public async Task Without_an_entry_nothing_is_shown()
    {
        var anna = clinic.Person();
        var (session, consultant) = await Received(anna);
        clinic.Trail.FailsFor = consultant.Id;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => clinic.Grains.GetGrain<ISession>(session.Value).Card(consultant.Caller));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => ((IConsultantGrain)consultant.Grain).FindPatients("Иванова"));

        clinic.Trail.FailsFor = null;
        Assert.Empty(clinic.Trail.Of(consultant.Id));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_refused_read_leaves_no_entry()
    {
        var anna = clinic.Person();
        var (session, consultant) = await Received(anna);
        var idle = await clinic.OnDuty(Post.Paediatrician);

        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<ISession>(session.Value).Card(idle.Caller)).Refusal);
        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Intake(idle.Caller)).Refusal);

        Assert.Empty(clinic.Trail.Of(idle.Id));
        await clinic.Offline(consultant);
        await clinic.Offline(idle);
    }

    /// <summary>A person who talks with a consultant.</summary>
    private async Task<(SessionId Session, Specialist Consultant)> Received(Insured person)
    {
        var (session, _) = await person.Call();
        var consultant = await clinic.OnDuty(Post.Consultant);
        await consultant.Take(session);
        return (session, consultant);
    }
}
