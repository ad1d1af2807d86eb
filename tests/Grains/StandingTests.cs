using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>A member's rights follow their record at once, not what was true when they signed in.</summary>
public sealed class StandingTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_disabled_consultants_patient_goes_on_with_somebody_else_at_once()
    {
        var (anna, gone, other) = (clinic.Person(), await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Consultant));
        await other.Grain.SetDuty(CommandId.New(), Duty.Away);
        var (session, phone) = await anna.Call();
        await gone.Take(session);
        await other.Grain.SetDuty(CommandId.New(), Duty.Available);
        var before = clinic.Clock.GetUtcNow();

        await ChangeAsync(gone.Id, record => record with { IsEnabled = false, Generation = 1 });

        Assert.Equal(Refusal.NotFound, (await gone.Say(session, "Я ещё здесь")).Refusal);
        Assert.Equal(Refusal.NotFound, (await gone.Grain.Desk()).Refusal);
        Assert.Equal(Refusal.NotFound, (await gone.Grain.SetDuty(CommandId.New(), Duty.Available)).Refusal);
        var offer = await other.Offered(session);
        Assert.InRange(clinic.Clock.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.NotNull((await other.Grain.AnswerOffer(CommandId.New(), offer.OfferId, accept: true)).Value);
        Assert.NotNull((await anna.Say(session, "Здравствуйте ещё раз")).Value);
        Assert.Equal(["legEnded", "queued"], clinic.Gateway.Received(phone).Where(happened => happened.Kind is "legEnded" or "queued").TakeLast(2).Select(happened => happened.Kind));
        await clinic.Soon(() => clinic.Gateway.Standings.Any(told => told.StaffId == gone.Id && !told.IsEnabled), "gateways are told");
    }

    [Fact]
    public async Task A_post_taken_away_ends_the_duty_at_its_desk_and_leaves_the_other_alone()
    {
        var doctor = await clinic.OnDuty(Post.Therapist);
        await ChangeAsync(doctor.Id, record => record with { Posts = [Post.Therapist, Post.RosterKeeper] });
        Assert.Equal(Duty.Available, (await doctor.Grain.Desk()).Value!.Duty.Duty);
        Assert.Contains(Right.KeepRosters, (await doctor.Grain.Desk()).Value!.Staff.Rights);

        await ChangeAsync(doctor.Id, record => record with { Posts = [Post.RosterKeeper] });

        Assert.Equal(Refusal.NotFound, (await doctor.Grain.Desk()).Refusal);
        await clinic.Soon(() => clinic.Gateway.StaffPushes.Any(push => push.Duty is { Why: DutyChangeReason.StandingChanged } && push.Connections.Contains(doctor.Tab.Connection)), "the page is told");
        await ChangeAsync(doctor.Id, record => record with { Posts = [Post.Therapist] });
        Assert.Equal(Duty.Off, (await doctor.Grain.Desk()).Value!.Duty.Duty);
    }

    [Fact]
    public async Task A_doctor_who_takes_over_another_queue_leaves_the_former_one()
    {
        var adults = (await clinic.Grains.QueueOf(QueueKind.Therapist).Coverage()).OnDuty;
        var children = (await clinic.Grains.QueueOf(QueueKind.Paediatrician).Coverage()).OnDuty;
        var doctor = await clinic.OnDuty(Post.Therapist);
        await Covers(QueueKind.Therapist, adults + 1);

        await ChangeAsync(doctor.Id, record => record with { Posts = [Post.Paediatrician] });

        Assert.Equal(Duty.Available, (await doctor.Grain.Desk()).Value!.Duty.Duty);
        await Covers(QueueKind.Therapist, adults);
        await Covers(QueueKind.Paediatrician, children + 1);
    }

    [Fact]
    public async Task An_offer_of_the_former_queue_goes_with_the_post()
    {
        var (anna, consultant, doctor) = (clinic.Person(), await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Therapist));
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        await Refer(session, consultant, stays: false);
        var offer = await doctor.Offered(session);

        await ChangeAsync(doctor.Id, record => record with { Posts = [Post.Paediatrician] });

        Assert.Empty((await doctor.Grain.Desk()).Value!.Offers);
        Assert.Equal(Refusal.OfferGone, (await doctor.Grain.AnswerOffer(CommandId.New(), offer.OfferId, accept: true)).Refusal);
        await anna.Leave(session);
    }

    [Fact]
    public async Task A_consultant_who_stayed_beside_leaves_with_the_post()
    {
        var (anna, consultant, doctor) = (clinic.Person(), await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Therapist));
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        await Refer(session, consultant, stays: true);
        await doctor.Take(session);
        Assert.NotNull((await consultant.Say(session, "Я ещё здесь")).Value);

        await ChangeAsync(consultant.Id, record => record with { Posts = [Post.RosterKeeper] });

        Assert.Equal(Refusal.NotFound, (await consultant.Say(session, "Я ещё здесь")).Refusal);
        var view = (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!;
        Assert.Null(view.Companion);
        Assert.Equal(SessionPhase.Consultation, view.Phase);
        await anna.Leave(session);
        await anna.Leave(session);
    }

    private Task<Reply<SessionView>> Refer(SessionId session, Specialist consultant, bool stays) =>
        clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Боль", null, stays));

    /// <summary>Queues are told by one-way notices: the clinic's clock stands still until they have arrived.</summary>
    private async Task Covers(QueueKind queue, int onDuty)
    {
        var counted = -1;
        for (var i = 0; i < 200 && counted != onDuty; i++)
        {
            counted = (await clinic.Grains.QueueOf(queue).Coverage()).OnDuty;
            if (counted != onDuty)
                await clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
        }
        Assert.Equal(onDuty, counted);
    }

    [Fact]
    public async Task Signed_out_everywhere_no_former_credential_stands_and_a_new_one_does()
    {
        var doctor = await clinic.OnDuty(Post.Paediatrician);
        var (browser, app) = (await SignIn(doctor.Id, 0), await SignIn(doctor.Id, 0));
        var tokens = (await app.IssueTokens()).Value!;
        Assert.NotNull((await browser.Verify()).Value);
        Assert.NotNull((await app.VerifyToken(Secret(tokens.AccessToken))).Value);

        await ChangeAsync(doctor.Id, record => record with { Generation = 1 });

        Assert.Equal(Refusal.SignInRequired, (await browser.Verify()).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await app.VerifyToken(Secret(tokens.AccessToken))).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await app.Refresh(Secret(tokens.RefreshToken))).Refusal);
        Assert.Equal(Duty.Off, (await doctor.Grain.Desk()).Value!.Duty.Duty);

        Assert.NotNull((await (await SignIn(doctor.Id, 1)).Verify()).Value);
        await doctor.Grain.SetDuty(CommandId.New(), Duty.Available);
        // A sweep may wake twice: who has come back stays.
        await clinic.Grains.GetGrain<IStaffGrain>(doctor.Id.Value).Wake();
        Assert.Equal(Duty.Available, (await doctor.Grain.Desk()).Value!.Duty.Duty);
    }

    [Fact]
    public async Task A_disabled_members_credential_does_not_stand_even_before_anybody_is_told()
    {
        var doctor = await clinic.OnDuty(Post.Paediatrician);
        var credential = await SignIn(doctor.Id, 0);
        Assert.NotNull((await credential.Verify()).Value);

        clinic.Records.Change(doctor.Id, record => record with { IsEnabled = false });
        await clinic.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(Refusal.SignInRequired, (await credential.Verify()).Refusal);
    }

    /// <summary>The record changes, and its due row wakes the member's grain.</summary>
    private async Task ChangeAsync(StaffId staff, Func<StaffRecord, StaffRecord> change)
    {
        clinic.Records.Change(staff, change);
        await clinic.Grains.GetGrain<IStaffGrain>(staff.Value).Wake();
    }

    private async Task<ICredentialGrain> SignIn(StaffId staff, long generation)
    {
        var credential = clinic.Grains.GetGrain<ICredentialGrain>(Guid.NewGuid().ToString("N"));
        await credential.Issue(new SignedIn(Caller.Of(staff), credential.GetPrimaryKeyString(), generation));
        return credential;
    }

    private static string Secret(string token) => token[(token.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
