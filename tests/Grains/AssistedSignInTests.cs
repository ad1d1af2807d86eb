using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>S1.3 and S2.2: a visitor calls, the consultant signs them in, the same session goes on.</summary>
public class AssistedSignInTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_visitor_becomes_the_person_within_one_session()
    {
        var anna = clinic.Person();
        var call = await Call();
        await call.Say("Здравствуйте, я не помню, как войти");

        var sent = (await call.Help.SendCode(CommandId.New(), call.Consultant.Caller, Phone(anna))).Value!;
        Assert.Equal(sent.MaskedPhone, (await call.Intake()).CodeSentTo);
        var signedIn = (await call.Help.Confirm(CommandId.New(), call.Consultant.Caller, await Code(anna))).Value!;
        Assert.Equal(anna.Patient, Assert.Single(signedIn.Patients).PatientId);

        var mine = CommandId.New();
        var claimed = (await call.Claim(mine)).Value!;
        Assert.Equal(anna.Caller, claimed.Caller);
        var ended = clinic.Grains.GetGrain<ICredentialGrain>(call.Credential);
        Assert.Equal(Refusal.SignInRequired, (await ended.Verify()).Refusal);
        Assert.NotNull((await ended.VerifyForClaim(secret: null)).Value);
        Assert.Equal(claimed, (await call.Claim(mine)).Value);
        Assert.Equal(Refusal.SignInRequired, (await call.Claim(CommandId.New())).Refusal);
        await clinic.Soon(() => clinic.Gateway.Ended.Contains(StoredId.Of(call.Credential)), "gateways are told that the visitor's credential ended");
        var view = (await clinic.Grains.GetGrain<ISession>(call.Session.Value).View(anna.Caller)).Value!;
        Assert.Equal((SessionPhase.Intake, anna.Patient, true), (view.Phase, view.Patient!.PatientId, view.SignedIn));
        Assert.NotNull((await anna.Say(call.Session, "Это снова я")).Value);
        var sequences = clinic.Gateway.Received(call.Page).Select(happened => happened.Kind).ToArray();
        Assert.True(Array.IndexOf(sequences, "signInCodeSent") < Array.IndexOf(sequences, "signedIn"), string.Join(' ', sequences));
    }

    [Fact]
    public async Task Repeated_taps_send_one_message_and_sign_in_once()
    {
        var anna = clinic.Person();
        var call = await Call();
        var (send, confirm) = (CommandId.New(), CommandId.New());

        await call.Help.SendCode(send, call.Consultant.Caller, Phone(anna));
        Assert.NotNull((await call.Help.SendCode(send, call.Consultant.Caller, Phone(anna))).Value);
        Assert.Single(await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(Phone(anna)));
        var code = await Code(anna);
        Assert.NotNull((await call.Help.Confirm(confirm, call.Consultant.Caller, code)).Value);
        Assert.NotNull((await call.Help.Confirm(confirm, call.Consultant.Caller, code)).Value);
        Assert.Equal(Refusal.CodeExpired, (await call.Help.Confirm(CommandId.New(), call.Consultant.Caller, code)).Refusal);
        Assert.NotNull((await call.Help.SendCode(send, call.Consultant.Caller, Phone(anna))).Value);
        Assert.Equal(Refusal.AlreadySignedIn, (await call.Help.SendCode(CommandId.New(), call.Consultant.Caller, Phone(anna))).Refusal);
        Assert.Single(await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(Phone(anna)));
        Assert.Single(clinic.Gateway.Received(call.Page), happened => happened.Kind == "signedIn");
    }

    [Fact]
    public async Task A_code_is_bound_to_its_purpose()
    {
        var anna = clinic.Person();
        var call = await Call();
        await call.Help.SendCode(CommandId.New(), call.Consultant.Caller, Phone(anna));
        var assisted = await Code(anna);
        Assert.Contains("медконсультанту", (await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(Phone(anna)))[0].Text, StringComparison.Ordinal);

        var own = clinic.Grains.GetGrain<ISignInGrain>(Guid.NewGuid().ToString("N"));
        await own.SendCode(Phone(anna), CodePurpose.SignIn, null);
        Assert.Contains("Никому", (await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(Phone(anna)))[0].Text, StringComparison.Ordinal);

        Assert.Equal(Refusal.CodeExpired, (await own.ConfirmAssisted(CommandId.New(), await Code(anna))).Refusal);
        Assert.NotEqual(Refusal.CodeExpired, (await own.Confirm(await Code(anna))).Refusal);
        Assert.NotNull((await call.Help.Confirm(CommandId.New(), call.Consultant.Caller, assisted)).Value);
    }

    [Fact]
    public async Task Who_waits_elsewhere_already_goes_on_there()
    {
        var anna = clinic.Person();
        var (waiting, _) = await anna.Call();
        var call = await Call();
        await call.Help.SendCode(CommandId.New(), call.Consultant.Caller, Phone(anna));

        var signedIn = (await call.Help.Confirm(CommandId.New(), call.Consultant.Caller, await Code(anna))).Value!;

        Assert.Equal(waiting, signedIn.ContinuedIn);
        Assert.Equal(anna.Caller, (await call.Claim(CommandId.New())).Value!.Caller);
        var left = (await clinic.Grains.GetGrain<ISession>(call.Session.Value).View(anna.Caller)).Value!;
        Assert.Equal((CloseReason.ContinuedElsewhere, (SessionId?)waiting), (left.CloseReason!.Value, left.ContinuedIn));
        Assert.Equal(SessionPhase.WaitingForConsultant, (await clinic.Grains.GetGrain<ISession>(waiting.Value).View(anna.Caller)).Value!.Phase);
    }

    [Fact]
    public async Task A_phone_that_no_policy_knows_is_signed_in_and_gets_no_doctor()
    {
        const string Unknown = "+79998887766";
        var call = await Call();
        await call.Help.SendCode(CommandId.New(), call.Consultant.Caller, Unknown);

        Assert.Empty((await call.Help.Confirm(CommandId.New(), call.Consultant.Caller, await Code(Unknown))).Value!.Patients);

        var intake = await call.Intake();
        Assert.True(intake.SignedIn);
        Assert.Empty(intake.People);
        Assert.Equal(Refusal.PatientRequired, (await call.Talk.RequestConsent(CommandId.New(), call.Consultant.Caller)).Refusal);
    }

    [Fact]
    public async Task A_person_without_a_phone_is_registered_and_the_number_bound_after_its_own_code()
    {
        const string Fresh = "+79998887755";
        var person = Unreachable("R-1");
        var call = await Call();
        var told = new Identification("R-1", " иванова  анна", person.BirthDate, Fresh);

        Assert.Equal(Refusal.PersonUnknown.Code, (await call.Help.Identify(CommandId.New(), call.Consultant.Caller, told with { BirthDate = person.BirthDate.AddDays(1) })).Refusal!.Code);
        Assert.False((await call.Help.Identify(CommandId.New(), call.Consultant.Caller, told)).Value!.HasPhone);
        Assert.NotNull((await call.Help.Register(CommandId.New(), call.Consultant.Caller, told)).Value!.Code);
        Assert.Empty(await clinic.Records.OfPhoneAsync(Fresh));

        var signedIn = (await call.Help.Confirm(CommandId.New(), call.Consultant.Caller, await Code(Fresh))).Value!;

        Assert.Equal(person.Id, Assert.Single(signedIn.Patients).PatientId);
        Assert.Equal(person.Id, (await call.Intake()).Chosen);
    }

    [Fact]
    public async Task A_number_that_the_records_got_meanwhile_stands_and_nobody_is_signed_in()
    {
        const string Told = "+79998887733";
        var person = Unreachable("R-7");
        var call = await Call();
        await call.Help.Register(CommandId.New(), call.Consultant.Caller, new Identification("R-7", person.Name, person.BirthDate, Told));
        await clinic.Records.BindPhoneAsync(person.Id, "+79998887734", new AuditEntries([]));
        var tap = CommandId.New();

        Assert.Equal(Refusal.PhoneAlreadyKnown, (await call.Help.Confirm(tap, call.Consultant.Caller, await Code(Told))).Refusal);
        Assert.Equal(Refusal.PhoneAlreadyKnown, (await call.Help.Confirm(tap, call.Consultant.Caller, await Code(Told))).Refusal);

        Assert.False((await call.Intake()).SignedIn);
    }

    [Fact]
    public async Task The_signed_in_callers_own_number_is_bound_at_once_and_nobody_elses()
    {
        const string Own = "+79998887744";
        var person = Unreachable("R-2");
        var call = await Call();
        await call.Help.SendCode(CommandId.New(), call.Consultant.Caller, Own);
        await call.Help.Confirm(CommandId.New(), call.Consultant.Caller, await Code(Own));
        var told = new Identification("R-2", person.Name, person.BirthDate, "+79998887743");

        Assert.Equal(Refusal.AlreadySignedIn, (await call.Help.Register(CommandId.New(), call.Consultant.Caller, told)).Refusal);
        Assert.Null((await call.Help.Register(CommandId.New(), call.Consultant.Caller, told with { Phone = Own })).Value!.Code);

        Assert.Equal(person.Id, (await call.Intake()).Chosen);
        var other = Unreachable("R-3", "+79998887742");
        Assert.Equal(
            Refusal.PhoneAlreadyKnown,
            (await call.Help.Register(CommandId.New(), call.Consultant.Caller, new Identification("R-3", other.Name, other.BirthDate, Own))).Refusal);
    }

    [Fact]
    public async Task Strangers_neither_send_codes_nor_claim()
    {
        var call = await Call();
        var other = await clinic.OnDuty(Post.Consultant);
        var visitors = clinic.Grains.GetGrain<IVisitorsGrain>(0);

        Assert.Equal(Refusal.NotFound, (await call.Help.SendCode(CommandId.New(), other.Caller, "+79123456789")).Refusal);
        Assert.Equal(Refusal.NotFound, (await call.Help.Confirm(CommandId.New(), other.Caller, "123456")).Refusal);
        Assert.Equal(Refusal.NotFound, (await visitors.Claim("another", call.Session, "none", CommandId.New())).Refusal);
        Assert.Equal(Refusal.NotFound, (await call.Claim(CommandId.New())).Refusal);
        await clinic.Offline(other);
    }

    private PersonRecord Unreachable(string policy, string? phone = null)
    {
        var today = DateOnly.FromDateTime(clinic.Clock.GetUtcNow().DateTime);
        var person = new PersonRecord(
            new PatientId($"p{Guid.NewGuid():N}"), "Иванова Анна", today.AddYears(-40), Sex.Female, phone, [], [new PolicyRecord(policy, today, today, today.AddYears(1), new NamedInsurer(InsurerId.Default, "Медздрав"))]);
        clinic.Records.Add(person);
        return person;
    }

    /// <summary>A visitor in a talk with a consultant.</summary>
    private async Task<VisitorCall> Call()
    {
        var id = Guid.NewGuid().ToString("N");
        var visitors = clinic.Grains.GetGrain<IVisitorsGrain>(0);
        var credential = (await visitors.Admit(id, "203.0.113.1")).Value!.CredentialId;
        var session = (await visitors.OpenSession(id, CommandId.New(), SessionMode.Chat)).Value!.SessionId;
        Assert.Equal(session, Assert.Single(await visitors.OpenSessions(id)).SessionId);
        var caller = new Caller(CallerKind.Visitor, id);
        var page = await clinic.Gateway.Join(caller, session);
        var consultant = await clinic.OnDuty(Post.Consultant);
        await consultant.Take(session);
        await clinic.Offline(consultant);
        return new VisitorCall(clinic, caller, credential, session, page, consultant);
    }

    private string Phone(Insured person) => clinic.Records.PhoneOfAsync(person.Account).Result!;

    private Task<string> Code(Insured person) => Code(Phone(person));

    private async Task<string> Code(string phone) => (await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(phone))[0].Code!;

    private sealed record VisitorCall(
        Clinic Clinic, Caller Caller, string Credential, SessionId Session, ConnectionRef Page, Specialist Consultant)
    {
        public IVisitorsGrain Visitors => Clinic.Grains.GetGrain<IVisitorsGrain>(0);

        public IAssistedSignInGrain Help => Clinic.Grains.GetGrain<IAssistedSignInGrain>(Session.Value);

        public ISessionConsultant Talk => Clinic.Grains.GetGrain<ISessionConsultant>(Session.Value);

        public Task<Reply<SignedIn>> Claim(CommandId claim) => Visitors.Claim(Caller.Id, Session, Credential, claim);

        public async Task<IntakeView> Intake() => (await Talk.Intake(Consultant.Caller)).Value!;

        public Task<Reply<MessageReceipt>> Say(string text) => Clinic.Grains.GetGrain<ISessionTalk>(Session.Value).SendMessage(CommandId.New(), Caller, text, []);
    }
}
