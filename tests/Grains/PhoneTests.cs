using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>S5.2: sessions with people who phone the hotline.</summary>
public class PhoneTests(Clinic clinic) : IClassFixture<Clinic>
{
    private static readonly NamedInsurer Insurer = new(InsurerId.Default, "Медздрав");
    private static int _numbers;

    [Fact]
    public async Task From_a_strange_number_one_is_identified_consents_by_the_link_and_is_rung_by_the_doctor()
    {
        var anna = clinic.Person(consent: null);
        var consultant = await clinic.OnDuty(Post.Consultant);
        var session = (await Open(consultant, Strange())).Value!.SessionId;
        await clinic.Gateway.Join(consultant.Caller, session);
        var (intake, talk) = (clinic.Grains.GetGrain<IAssistedSignInGrain>(session.Value), clinic.Grains.GetGrain<ISessionConsultant>(session.Value));

        // Nothing of anybody before the identification.
        Assert.Equal(([], false, null), ((await talk.Intake(consultant.Caller)).Value!.People, (await talk.Intake(consultant.Caller)).Value!.SignedIn, (await talk.Intake(consultant.Caller)).Value!.MaskedPhone));
        Assert.Equal(Refusal.IdentityRequired, (await intake.SendCode(CommandId.New(), consultant.Caller, await PhoneOf(anna))).Refusal);
        Assert.Equal(Refusal.PatientRequired, (await Card(session, consultant)).Refusal);
        Assert.Equal(Refusal.PersonUnknown.Code, (await intake.Identify(CommandId.New(), consultant.Caller, await Told(anna) with { Name = "Иванова Мария" })).Refusal!.Code);

        await intake.Identify(CommandId.New(), consultant.Caller, await Told(anna));
        Assert.Equal(anna.Patient, Assert.Single((await talk.Intake(consultant.Caller)).Value!.People).PatientId);
        var view = (await View(session, consultant.Caller)).Value!;
        Assert.Equal((IdentityLevel.AdditionallyIdentified, anna.Patient), (view.Identity!.Value, view.Patient!.PatientId));
        Assert.Equal(Refusal.ConsentRequired, (await Transfer(session, consultant)).Refusal);

        // Nobody of them has a page, for longer than a patient may be away.
        await clinic.Pass(TimeSpan.FromMinutes(16), session);
        await talk.RequestConsent(CommandId.New(), consultant.Caller);
        var link = await LastSms(await PhoneOf(anna));
        Assert.Contains($"https://desk.medzdrav.ru/session/{session}", link.Text, StringComparison.Ordinal);
        await clinic.Gateway.Join(anna.Caller, session);
        Assert.Null((await View(session, anna.Caller)).Value!.CallerPhone);
        Assert.NotNull((await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ConfirmConsent(CommandId.New(), anna.Caller, "2026-11")).Value!.Consent.Confirmed);

        var doctor = await clinic.OnDuty(Post.Therapist);
        Assert.NotNull((await Transfer(session, consultant)).Value);
        var (ringing, _) = await doctor.Take(session);
        Assert.Equal((SessionMode.Phone, null), (ringing.Mode, ringing.Leg!.EndsAt));
        Assert.StartsWith("+7495", ringing.CallerPhone, StringComparison.Ordinal);
        await clinic.Pass(TimeSpan.FromMinutes(2), session);
        var tap = CommandId.New();
        var talking = (await StartTalk(session, doctor, tap)).Value!;
        Assert.Equal(clinic.Clock.GetUtcNow() + TimeSpan.FromMinutes(30), talking.Leg!.EndsAt);
        Assert.Equal(talking.Leg, (await StartTalk(session, doctor, tap)).Value!.Leg);
        Assert.Equal(Refusal.NotFound, (await StartTalk(session, consultant)).Refusal);

        // The limit counts from the talk, and the own consultant is asked first.
        await clinic.Pass(TimeSpan.FromMinutes(29), session);
        Assert.Equal(SessionPhase.Consultation, (await View(session, anna.Caller)).Value!.Phase);
        await clinic.Pass(TimeSpan.FromMinutes(2), session);
        Assert.Equal(LegKind.FollowUp, (await consultant.Offered(session)).Kind);
        await consultant.Take(session);
        await talk.Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        await consultant.Leave();
        await doctor.Leave();
    }

    [Fact]
    public async Task From_the_login_one_is_known_and_chosen_among_its_people()
    {
        var anna = clinic.Person();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var view = (await Open(consultant, await PhoneOf(anna))).Value!;

        Assert.Equal((IdentityLevel.Identified, await PhoneOf(anna)), (view.Identity!.Value, view.CallerPhone));
        Assert.Equal(anna.Patient, Assert.Single((await clinic.Grains.GetGrain<ISessionConsultant>(view.SessionId.Value).Intake(consultant.Caller)).Value!.People).PatientId);
        Assert.NotNull((await clinic.Grains.GetGrain<ISessionPatient>(view.SessionId.Value).ChoosePatient(CommandId.New(), consultant.Caller, anna.Patient)).Value);
        Assert.NotNull((await Card(view.SessionId, consultant)).Value);
        Assert.NotNull((await Transfer(view.SessionId, consultant)).Value);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_person_who_waits_on_a_page_is_not_taken_from_there()
    {
        var anna = clinic.Person();
        var (page, _) = await anna.Call();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var session = (await Open(consultant, Strange())).Value!.SessionId;

        Assert.Equal(Refusal.AlreadyOpen, (await clinic.Grains.GetGrain<IAssistedSignInGrain>(session.Value).Identify(CommandId.New(), consultant.Caller, await Told(anna))).Refusal);

        Assert.Equal(SessionPhase.Intake, (await View(session, consultant.Caller)).Value!.Phase);
        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(page, anna.Caller)).Value!.Phase);
        await anna.Leave(page);
        await Close(session, consultant);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_person_who_lost_the_connection_in_the_queue_goes_on_by_phone()
    {
        var anna = clinic.Person();
        var (page, connection) = await anna.Call();
        await clinic.Grains.GetGrain<ISessionAttendance>(page.Value).Detach(connection, clinic.Clock.GetUtcNow());
        await clinic.Pass(TimeSpan.FromSeconds(15), page);
        var consultant = await clinic.OnDuty(Post.Consultant);
        var session = (await Open(consultant, await PhoneOf(anna))).Value!.SessionId;

        Assert.NotNull((await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ChoosePatient(CommandId.New(), consultant.Caller, anna.Patient)).Value);

        var left = (await View(page, anna.Caller)).Value!;
        Assert.Equal((CloseReason.ContinuedElsewhere, (SessionId?)session), (left.CloseReason!.Value, left.ContinuedIn));
        await Close(session, consultant);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_person_without_a_login_is_registered_on_the_phone_before_the_link()
    {
        const string Fresh = "+79998886611";
        var person = new PersonRecord(new PatientId($"p{Guid.NewGuid():N}"), "Иванова Анна", new DateOnly(1990, 5, 1), Sex.Female, null, [], [new PolicyRecord("PH-1", Today, Today, Today.AddYears(1), Insurer)]);
        clinic.Records.Add(person);
        var consultant = await clinic.OnDuty(Post.Consultant);
        var session = (await Open(consultant, Strange())).Value!.SessionId;
        var (intake, talk) = (clinic.Grains.GetGrain<IAssistedSignInGrain>(session.Value), clinic.Grains.GetGrain<ISessionConsultant>(session.Value));
        var told = new Identification("PH-1", person.Name, person.BirthDate, Fresh);

        await intake.Identify(CommandId.New(), consultant.Caller, told);
        Assert.Equal(Refusal.LoginMissing, (await talk.RequestConsent(CommandId.New(), consultant.Caller)).Refusal);
        Assert.NotNull((await intake.Register(CommandId.New(), consultant.Caller, told)).Value!.Code);
        Assert.NotNull((await intake.Confirm(CommandId.New(), consultant.Caller, (await LastSms(Fresh)).Code!)).Value);

        Assert.NotNull((await talk.RequestConsent(CommandId.New(), consultant.Caller)).Value!.Consent.Requested);
        await talk.Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        await consultant.Leave();
    }

    [Fact]
    public async Task Repeats_open_one_session_and_two_at_once_open_one()
    {
        var (one, other) = (await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Consultant));
        var (number, tap) = (Strange(), CommandId.New());

        var first = (await Open(one, number, tap)).Value!;
        Assert.Equal(first.SessionId, (await Open(one, number, tap)).Value!.SessionId);
        Assert.Equal(Refusal.CommandReused, (await Open(one, Strange(), tap)).Refusal);
        Assert.Equal(Refusal.Busy, (await Open(one, Strange())).Refusal);
        Assert.Equal(Refusal.AlreadyOpen, (await Open(other, number)).Refusal);
        Assert.Equal(Refusal.Invalid, (await Open(other, number, new CommandId(Guid.Empty))).Refusal);
        Assert.Equal(Refusal.PhoneUnknown, (await Open(other, "номер скрыт")).Refusal);
        await Close(first.SessionId, one);

        var again = Strange();
        var raced = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Open(i % 2 == 0 ? one : other, again)));
        Assert.Single(raced, reply => reply.Value is not null);
        Assert.All(raced.Where(reply => reply.Value is null), reply => Assert.Contains(reply.Refusal, new[] { Refusal.Busy, Refusal.AlreadyOpen }));
        Assert.Equal(first.SessionId, (await Open(one, number, tap)).Value!.SessionId);
        await Close(raced.Single(reply => reply.Value is not null).Value!.SessionId, raced[0].Value is not null ? one : raced.Select((reply, i) => (reply, i)).Single(pair => pair.reply.Value is not null).i % 2 == 0 ? one : other);
        await one.Leave();
        await other.Leave();
    }

    [Fact]
    public async Task At_any_load_one_may_be_opened_and_nothing_is_offered_meanwhile()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        foreach (var person in Enumerable.Range(0, 3).Select(_ => clinic.Person()))
            await consultant.Take((await person.Call()).Session);
        var phone = (await Open(consultant, "+49 1511 2345678")).Value!;
        Assert.Equal("+4915112345678", phone.CallerPhone);
        Assert.Contains((await consultant.Grain.Desk()).Value!.Sessions, session => session.SessionId == phone.SessionId && session.Mode == SessionMode.Phone);

        var desk = (await consultant.Grain.Desk()).Value!.Sessions.First(session => session.Mode == SessionMode.Chat);
        await Close(desk.SessionId, consultant);
        var (waiting, _) = await clinic.Person().Call();
        await clinic.Pass(TimeSpan.FromSeconds(10), waiting);
        Assert.Empty(await clinic.OffersAt(consultant, waiting));

        await Close(phone.SessionId, consultant);
        await consultant.Take(waiting);
        foreach (var session in (await consultant.Grain.Desk()).Value!.Sessions)
            await Close(session.SessionId, consultant);
        await consultant.Leave();
    }

    [Fact]
    public async Task An_offer_that_rings_when_a_call_comes_is_passed_on()
    {
        var (one, other) = (await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Consultant));
        var (waiting, _) = await clinic.Person().Call();
        await clinic.Until(() => clinic.Gateway.OfferTo(one.Tab) is not null || clinic.Gateway.OfferTo(other.Tab) is not null, "the session is offered");
        var (asked, free) = clinic.Gateway.OfferTo(one.Tab) is not null ? (one, other) : (other, one);

        var phone = (await Open(asked, Strange())).Value!;

        await free.Take(waiting);
        await Close(phone.SessionId, asked);
        await Close(waiting, free);
        await one.Leave();
        await other.Leave();
    }

    private DateOnly Today => DateOnly.FromDateTime(clinic.Clock.GetUtcNow().DateTime);

    private static string Strange() => $"+7495{3000000 + Interlocked.Increment(ref _numbers)}";

    private Task<Reply<SessionView>> Open(Specialist consultant, string phone, CommandId? command = null) =>
        clinic.Grains.GetGrain<IConsultantGrain>(consultant.Id.Value).OpenPhoneSession(command ?? CommandId.New(), phone, Insurer, "https://desk.medzdrav.ru");

    private Task<Reply<SessionView>> View(SessionId session, Caller caller) => clinic.Grains.GetGrain<ISession>(session.Value).View(caller);

    private Task<Reply<PatientCard>> Card(SessionId session, Specialist staff) => clinic.Grains.GetGrain<ISession>(session.Value).Card(staff.Caller);

    private Task<Reply<SessionView>> StartTalk(SessionId session, Specialist staff, CommandId? command = null) =>
        clinic.Grains.GetGrain<ISessionPhone>(session.Value).StartTalk(command ?? CommandId.New(), staff.Caller);

    private Task<Reply<SessionView>> Transfer(SessionId session, Specialist consultant) =>
        clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Температура", null));

    private Task<Reply<SessionView>> Close(SessionId session, Specialist consultant) =>
        clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);

    private async Task<Identification> Told(Insured insured)
    {
        var person = (await clinic.Records.FindAsync(insured.Patient))!;
        return new Identification(person.Policies[0].Number, person.Name, person.BirthDate, null);
    }

    private async Task<string> PhoneOf(Insured person) => (await clinic.Records.PhoneOfAsync(person.Account))!;

    /// <summary>The message that the sweep gives to the provider, however long the machine takes for it.</summary>
    private async Task<OutboxSms> LastSms(string phone)
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10);)
        {
            if (await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(phone) is [var sms, ..])
                return sms;
            await clinic.Pass(TimeSpan.FromSeconds(1));
            await clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
        }
        throw new InvalidOperationException("No message came.");
    }
}
