using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>S1.3: a consultant's tap that comes again sends nothing, tries nothing, and takes nothing back.</summary>
public class AssistedRepeatTests(Clinic clinic) : IClassFixture<Clinic>
{
    private static int _phones;

    [Fact]
    public async Task A_late_repeat_of_an_earlier_code_leaves_the_later_one_awaited()
    {
        var (session, consultant) = await Call();
        var (help, first) = (Help(session), CommandId.New());
        var (wrong, right) = (Phone(), Phone());
        await help.SendCode(first, consultant, wrong);
        await help.SendCode(CommandId.New(), consultant, right);

        Assert.NotNull((await help.SendCode(first, consultant, wrong)).Value);
        Assert.Equal(Refusal.CommandReused, (await help.SendCode(first, consultant, right)).Refusal);

        Assert.Equal(Refusal.WrongCode.Code, (await help.Confirm(CommandId.New(), consultant, await Code(wrong))).Refusal!.Code);
        Assert.NotNull((await help.Confirm(CommandId.New(), consultant, await Code(right))).Value);
        Assert.Equal(PhoneNumber.Masked(right), (await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Intake(consultant)).Value!.MaskedPhone);
    }

    [Fact]
    public async Task A_late_repeat_of_a_code_leaves_a_registration_awaited()
    {
        var (session, consultant) = await Call();
        var (help, first) = (Help(session), CommandId.New());
        var (other, own) = (Phone(), Phone());
        var person = Unreachable();
        await help.SendCode(first, consultant, other);
        var told = new Identification(person.Policies[0].Number, person.Name, person.BirthDate, own);
        var register = CommandId.New();
        Assert.NotNull((await help.Register(register, consultant, told)).Value);

        await help.SendCode(first, consultant, other);
        Assert.Equal(Refusal.CommandReused, (await help.Register(register, consultant, told with { Phone = other })).Refusal);

        Assert.Equal(person.Id, Assert.Single((await help.Confirm(CommandId.New(), consultant, await Code(own))).Value!.Patients).PatientId);
    }

    [Fact]
    public async Task An_id_that_was_used_for_a_message_sends_no_code()
    {
        var (session, consultant) = await Call();
        var (used, phone) = (CommandId.New(), Phone());
        await clinic.Grains.GetGrain<ISessionTalk>(session.Value).SendMessage(used, consultant, "Назовите номер", []);

        Assert.Equal(Refusal.CommandReused, (await Help(session).SendCode(used, consultant, phone)).Refusal);

        Assert.Empty(await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(phone));
    }

    [Fact]
    public async Task A_wrong_code_that_comes_again_is_one_try_also_when_another_code_is_awaited()
    {
        var (session, consultant) = await Call();
        var (help, tap, phone) = (Help(session), CommandId.New(), Phone());
        await help.SendCode(CommandId.New(), consultant, phone);
        var code = await Code(phone);
        var wrong = code == "123456" ? "654321" : "123456";

        var first = (await help.Confirm(tap, consultant, wrong)).Refusal;
        for (var repeat = 0; repeat < 6; repeat++)
        {
            Assert.Equal(first, (await help.Confirm(tap, consultant, wrong)).Refusal);
            await clinic.Cluster.DeactivateAsync(help);
        }
        Assert.Equal(Refusal.CommandReused, (await help.Confirm(tap, consultant, code)).Refusal);

        Assert.NotNull((await help.Confirm(CommandId.New(), consultant, code)).Value);
    }

    /// <summary>A visitor in a talk with a consultant.</summary>
    private async Task<(SessionId Session, Caller Consultant)> Call()
    {
        var visitor = Guid.NewGuid().ToString("N");
        var session = (await clinic.Grains.GetGrain<IVisitorsGrain>(0).OpenSession(visitor, CommandId.New(), SessionMode.Chat)).Value!.SessionId;
        await clinic.Gateway.Join(new Caller(CallerKind.Visitor, visitor), session);
        var consultant = await clinic.OnDuty(Post.Consultant);
        await consultant.Take(session);
        await clinic.Offline(consultant);
        return (session, consultant.Caller);
    }

    private PersonRecord Unreachable()
    {
        var today = DateOnly.FromDateTime(clinic.Clock.GetUtcNow().DateTime);
        var id = Guid.NewGuid().ToString("N");
        var person = new PersonRecord(
            new PatientId($"p{id}"), "Иванова Анна", today.AddYears(-40), Sex.Female, null, [], [new PolicyRecord($"R{id}", today, today, today.AddYears(1), new NamedInsurer(InsurerId.Default, "Медздрав"))]);
        clinic.Records.Add(person);
        return person;
    }

    private IAssistedSignInGrain Help(SessionId session) => clinic.Grains.GetGrain<IAssistedSignInGrain>(session.Value);

    /// <summary>A number that no other test of this clinic has: all others begin otherwise.</summary>
    private static string Phone() => $"+7998{Interlocked.Increment(ref _phones):D7}";

    private async Task<string> Code(string phone) => (await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(phone))[0].Code!;
}
