using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>An insurer gives a person another number while a session of theirs is open.</summary>
public class LoginChangeTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task The_session_goes_to_the_new_number_and_the_former_one_is_out_within_five_seconds()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var anna = clinic.Person(consent: null);
        var (session, page) = await anna.Call();
        await anna.Say(session, "Болит горло");
        var (_, desk) = await consultant.Take(session);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).RequestConsent(CommandId.New(), consultant.Caller);

        var later = await Move(anna);
        await clinic.Pass(TimeSpan.FromSeconds(5), session);
        await clinic.Soon(() => Kinds(page)[^1] == "loginChanged", "the former number's page is told");

        await consultant.Say(session, "Вы здесь?");
        await clinic.Soon(() => clinic.Gateway.Texts(desk) is [.., "Вы здесь?"], "the consultant goes on");
        Assert.DoesNotContain("Вы здесь?", clinic.Gateway.Texts(page));
        Assert.Equal(Refusal.NumberChanged, (await Join(anna.Caller, session)).Refusal);
        Assert.Equal(Refusal.NumberChanged, (await Confirm(anna.Caller, session)).Refusal);
        Assert.Equal(Refusal.NumberChanged, (await anna.Say(session, "Это не я")).Refusal);
        Assert.Equal(Refusal.NumberChanged, (await anna.Leave(session)).Refusal);

        var seen = (await later.Open()).Value!;
        Assert.Equal((session, SessionPhase.Intake, false), (seen.SessionId, seen.Phase, seen.Participants[0].Present));
        var joined = await clinic.Gateway.Join(later.Caller, session);
        Assert.Equal(["Болит горло", "Вы здесь?"], clinic.Gateway.Texts(joined));
        Assert.NotNull((await Confirm(later.Caller, session)).Value!.Consent.Confirmed);
        await clinic.Soon(() => Kinds(desk).Contains("rejoined"), "the consultant sees that the person is back");
        await later.Leave(session);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task Whoever_calls_by_the_new_number_is_let_in_before_the_sweep_comes()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();

        var later = await Move(anna, wakes: false);

        Assert.Equal(session, (await later.Open()).Value?.SessionId);
        Assert.Equal(Refusal.NumberChanged, (await Join(anna.Caller, session)).Refusal);
        await later.Leave(session);
    }

    [Fact]
    public async Task A_consent_is_not_confirmed_by_a_former_number_before_the_sweep_comes()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var anna = clinic.Person(consent: null);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).RequestConsent(CommandId.New(), consultant.Caller);

        var later = await Move(anna, wakes: false);

        Assert.Equal(Refusal.NumberChanged, (await Confirm(anna.Caller, session)).Refusal);
        await later.Leave(session);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_place_in_the_line_is_kept_and_nobody_is_asked_before_the_person_is_there()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var before = (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!;

        var later = await Move(anna);
        await clinic.Pass(TimeSpan.FromSeconds(5), session);
        var consultant = await clinic.OnDuty(Post.Consultant);
        await clinic.Pass(TimeSpan.FromSeconds(8), session);

        Assert.DoesNotContain(await clinic.OffersAt(consultant, session), offer => offer.SessionId == session);
        await clinic.Gateway.Join(later.Caller, session);
        var (view, _) = await consultant.Take(session);
        Assert.Equal((before.SessionId, SessionPhase.Intake), (view.SessionId, view.Phase));
        await later.Leave(session);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task The_one_of_a_family_who_moves_takes_along_only_their_own_session()
    {
        var anna = clinic.Person();
        var phone = (await clinic.Records.PhoneOfAsync(anna.Account))!;
        var child = new Insured(clinic, anna.Account, new PatientId($"p{Guid.NewGuid():N}"));
        clinic.Records.Add(new PersonRecord(child.Patient, "Иванов Пётр", new DateOnly(2020, 1, 1), Sex.Male, phone, [], []));
        var (annas, _) = await anna.Call();
        var (childs, _) = await child.Call();

        var later = await Move(child);
        await clinic.Pass(TimeSpan.FromSeconds(5), annas, childs);

        Assert.Equal(annas, (await Join(anna.Caller, annas)).Value!.View.SessionId);
        Assert.Equal(Refusal.NumberChanged, (await Join(anna.Caller, childs)).Refusal);
        var view = (await clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value).View()).Value!;
        Assert.Equal([annas], view.OpenSessions.Select(open => open.SessionId));
        Assert.Equal(childs, (await later.Open()).Value?.SessionId);
        await anna.Leave(annas);
        await later.Leave(childs);
    }

    [Fact]
    public async Task A_closed_session_is_read_by_the_number_that_the_person_has_now()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        await anna.Say(session, "Болит горло");
        await anna.Leave(session);

        var later = await Move(anna);

        Assert.Equal(Refusal.NumberChanged, (await Join(anna.Caller, session)).Refusal);
        Assert.Contains((await Join(later.Caller, session)).Value!.Events, happened => happened.Kind == "message");
    }

    [Fact]
    public async Task A_call_with_the_former_number_ends()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var anna = clinic.Person();
        var (session, page) = await anna.Call(SessionMode.Audio);
        var (_, desk) = await consultant.Take(session);
        var call = clinic.Grains.GetGrain<ISessionCall>(session.Value);
        await call.Take(anna.Caller, page);
        await call.Take(consultant.Caller, desk);
        await clinic.Soon(() => clinic.Gateway.Calls(desk).Any(push => push.Ready is not null), "they talk");

        var later = await Move(anna);
        await clinic.Pass(TimeSpan.FromSeconds(5), session);

        await clinic.Soon(() => clinic.Gateway.Calls(desk).Any(push => push.Left == ParticipantId.Patient), "the consultant's page hears that the other side is gone");
        await later.Leave(session);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task On_the_phone_a_person_with_another_number_is_known_no_more_and_nothing_of_them_is_shown()
    {
        var (anna, consultant) = (clinic.Person(), await clinic.OnDuty(Post.Consultant));
        var number = (await clinic.Records.PhoneOfAsync(anna.Account))!;
        var session = (await clinic.Grains.GetGrain<IConsultantGrain>(consultant.Id.Value).OpenPhoneSession(CommandId.New(), number, new NamedInsurer(InsurerId.Default, "Медздрав"), "https://desk.medzdrav.ru")).Value!.SessionId;
        Task<Reply<PatientCard>> Card() => clinic.Grains.GetGrain<ISession>(session.Value).Card(consultant.Caller);
        await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ChoosePatient(CommandId.New(), consultant.Caller, anna.Patient);
        Assert.NotNull((await Card()).Value);

        await Move(anna);
        await clinic.Pass(TimeSpan.FromSeconds(5), session);

        Assert.Equal(Refusal.IdentityRequired, (await Card()).Refusal);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        await clinic.Offline(consultant);
    }

    /// <summary>The insurer gives the person another number; the import that does so leaves a due row.</summary>
    private async Task<Insured> Move(Insured person, bool wakes = true)
    {
        var known = (await ((IPeople)clinic.Records).FindAsync(person.Patient))!;
        var account = clinic.Records.Add(known with { Phone = $"+7901{Random.Shared.Next(10_000_000):0000000}" });
        if (wakes)
            await clinic.Cluster.GetSiloServiceProvider().GetRequiredService<IDueRows>().PutAsync(Due.AtOnce(WakeKind.Patient, person.Patient.Value));
        return person with { Account = account };
    }

    private Task<Reply<JoinAnswer>> Join(Caller caller, SessionId session) =>
        clinic.Grains.GetGrain<ISession>(session.Value).Join(caller, clinic.Gateway.NewConnection(), clinic.Gateway.Reference, 0);

    private Task<Reply<SessionView>> Confirm(Caller caller, SessionId session) =>
        clinic.Grains.GetGrain<ISessionPatient>(session.Value).ConfirmConsent(CommandId.New(), caller, "2026-11");

    private string[] Kinds(ConnectionRef connection) => [.. clinic.Gateway.Received(connection).Select(happened => happened.Kind)];
}
