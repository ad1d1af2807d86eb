using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>S3.6: a conclusion belongs to one consultation.</summary>
public class ConclusionTests(Clinic clinic) : IClassFixture<Clinic>
{
    private static readonly ConclusionText Cold = new("Кашель", "", "ОРВИ", "Питьё, покой");
    private static readonly ConclusionText Flu = new("Жар", "", "Грипп", "Постельный режим");

    [Fact]
    public async Task A_doctor_who_is_with_the_patient_again_writes_and_signs_a_second_conclusion()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        await notes.SaveConclusion(CommandId.New(), doctor.Caller, Cold);
        var first = (await notes.SignConclusion(CommandId.New(), doctor.Caller)).Value!;
        await notes.EndConsultation(CommandId.New(), doctor.Caller);
        await consultant.Take(session);
        await Again(consultant, doctor, session);

        var second = (await notes.SaveConclusion(CommandId.New(), doctor.Caller, Flu)).Value!;
        await notes.EndConsultation(CommandId.New(), doctor.Caller);
        Assert.Equal("Грипп", (await notes.SignConclusion(CommandId.New(), doctor.Caller, second.ConclusionId, second.Version)).Value!.Text.Diagnosis);

        var entry = Assert.Single((await Account(anna).Calendar(null)).Value!.Entries);
        Assert.Equal([first.ConclusionId, second.ConclusionId], entry.Consultations.Select(one => one.Conclusion!.Value));
        Assert.Equal("ОРВИ", (await Account(anna).Conclusion(first.ConclusionId)).Value!.Text.Diagnosis);
        Assert.Equal([first.ConclusionId, second.ConclusionId], (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!.Conclusions);
        await Leave(anna, session, consultant, doctor);
    }

    [Fact]
    public async Task Two_doctors_of_one_session_are_both_asked_to_sign_until_they_do()
    {
        var (anna, consultant, first, session) = await Consultation();
        await Notes(session).EndConsultation(CommandId.New(), first.Caller);
        await first.Grain.SetDuty(CommandId.New(), Duty.Off);
        await consultant.Take(session);
        var second = await clinic.OnDuty(Post.Therapist);
        await Again(consultant, second, session);
        await Notes(session).EndConsultation(CommandId.New(), second.Caller);

        foreach (var doctor in new[] { first, second })
        {
            var awaiting = Assert.Single((await doctor.Grain.Desk()).Value!.AwaitingSignature);
            var conclusion = Assert.Single(awaiting.Consultations).ConclusionId;
            Assert.Equal(session, awaiting.SessionId);
            var saved = (await Notes(session).SaveConclusion(CommandId.New(), doctor.Caller, Cold, conclusion, basedOn: 0)).Value!;
            Assert.NotNull((await Notes(session).SignConclusion(CommandId.New(), doctor.Caller, conclusion, saved.Version)).Value);
            Assert.Empty((await doctor.Grain.Desk()).Value!.AwaitingSignature);
        }
        Assert.All(Assert.Single((await Account(anna).Calendar(null)).Value!.Entries).Consultations, one => Assert.NotNull(one.Conclusion));
        await Leave(anna, session, consultant, second);
    }

    [Fact]
    public async Task An_earlier_conclusion_is_written_while_a_later_consultation_runs()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        var first = (await notes.Conclusion(doctor.Caller)).Value!.ConclusionId;
        await notes.EndConsultation(CommandId.New(), doctor.Caller);
        await consultant.Take(session);
        await Again(consultant, doctor, session);

        await notes.SaveConclusion(CommandId.New(), doctor.Caller, Cold, first, basedOn: 0);

        Assert.Equal("ОРВИ", (await notes.Conclusion(doctor.Caller, first)).Value!.Text.Diagnosis);
        Assert.Equal((ConclusionText.Empty, 0), ((await notes.Conclusion(doctor.Caller)).Value!.Text, (await notes.Conclusion(doctor.Caller)).Value!.Version));
        Assert.Equal(Refusal.NotFound, (await notes.Conclusion(doctor.Caller, new ConclusionId("nobody's"))).Refusal);
        await Leave(anna, session, consultant, doctor);
    }

    [Fact]
    public async Task Saving_as_one_types_is_one_event()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var before = (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!.Sequence;

        for (var version = 0; version < 50; version++)
            Assert.Equal(version + 1, (await Notes(session).SaveConclusion(CommandId.New(), doctor.Caller, Cold with { History = new string('а', version) }, null, version)).Value!.Version);

        Assert.Equal(before + 1, (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!.Sequence);
        Assert.Equal(49, (await Notes(session).Conclusion(doctor.Caller)).Value!.Text.History.Length);
        await Leave(anna, session, consultant, doctor);
    }

    [Fact]
    public async Task What_another_window_saved_is_neither_saved_over_nor_signed_unseen()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        var seen = (await notes.SaveConclusion(CommandId.New(), doctor.Caller, Cold, null, 0)).Value!.Version;
        var newer = (await notes.SaveConclusion(CommandId.New(), doctor.Caller, Flu, null, seen)).Value!.Version;

        Assert.Equal(Refusal.ConclusionChanged, (await notes.SaveConclusion(CommandId.New(), doctor.Caller, Cold, null, seen)).Refusal);
        Assert.Equal(Refusal.ConclusionChanged, (await notes.SignConclusion(CommandId.New(), doctor.Caller, null, seen)).Refusal);
        Assert.Equal("Грипп", (await notes.Conclusion(doctor.Caller)).Value!.Text.Diagnosis);
        Assert.Equal((newer, "Грипп"), (await notes.SignConclusion(CommandId.New(), doctor.Caller, null, newer)).Value is { } signed ? (signed.Version, signed.Text.Diagnosis) : default);
        await Leave(anna, session, consultant, doctor);
    }

    [Fact]
    public async Task A_repeated_save_gets_the_first_answer_also_after_a_restart()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        var (begin, save) = (CommandId.New(), CommandId.New());
        await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0);
        await notes.SaveConclusion(save, doctor.Caller, Flu, null, 1);
        await notes.SaveConclusion(CommandId.New(), doctor.Caller, Cold, null, 2);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal((1, "ОРВИ"), Said(await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0)));
            Assert.Equal((2, "Грипп"), Said(await notes.SaveConclusion(save, doctor.Caller, Flu, null, 1)));
            Assert.Equal(3, (await notes.Conclusion(doctor.Caller)).Value!.Version);
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        await Leave(anna, session, consultant, doctor);

        static (long, string) Said(Reply<ConclusionView> reply) => (reply.Value!.Version, reply.Value.Text.Diagnosis);
    }

    [Fact]
    public async Task The_first_saves_id_with_another_text_is_refused_and_the_stored_text_stands()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        var begin = CommandId.New();
        await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(Refusal.CommandReused, (await notes.SaveConclusion(begin, doctor.Caller, Flu, null, 0)).Refusal);
            Assert.Equal(Cold, (await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0)).Value!.Text);
            Assert.Equal((1, Cold), (await notes.Conclusion(doctor.Caller)).Value is { } stored ? (stored.Version, stored.Text) : default);
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        await Leave(anna, session, consultant, doctor);
    }

    [Fact]
    public async Task The_first_saves_id_with_another_text_is_refused_also_when_later_versions_stand()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        var begin = CommandId.New();
        await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0);
        await notes.SaveConclusion(CommandId.New(), doctor.Caller, Flu, null, 1);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(Refusal.CommandReused, (await notes.SaveConclusion(begin, doctor.Caller, Flu with { History = "Давно" }, null, 0)).Refusal);
            Assert.Equal((1, Cold), (await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0)).Value is { } first ? (first.Version, first.Text) : default);
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        await Leave(anna, session, consultant, doctor);
    }

    [Fact]
    public async Task Commands_about_the_last_consultation_mean_it_also_when_another_one_began()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        var (begin, save, sign) = (CommandId.New(), CommandId.New(), CommandId.New());
        var first = (await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0)).Value!.ConclusionId;
        await notes.SaveConclusion(save, doctor.Caller, Flu, null, 1);
        await notes.SignConclusion(sign, doctor.Caller);
        await notes.EndConsultation(CommandId.New(), doctor.Caller);
        await consultant.Take(session);
        await Again(consultant, doctor, session);
        var second = (await notes.Conclusion(doctor.Caller)).Value!.ConclusionId;

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal((first, 1), About(await notes.SaveConclusion(begin, doctor.Caller, Cold, null, 0)));
            Assert.Equal((first, 2), About(await notes.SaveConclusion(save, doctor.Caller, Flu, null, 1)));
            var signed = (await notes.SignConclusion(sign, doctor.Caller)).Value!;
            Assert.Equal((first, true), (signed.ConclusionId, signed.SignedAt is not null));
            Assert.Equal(Refusal.CommandReused, (await notes.SignConclusion(sign, doctor.Caller, second)).Refusal);
            Assert.Equal(Refusal.CommandReused, (await notes.SignConclusion(sign, doctor.Caller, first, 1)).Refusal);
            Assert.Equal(0, (await notes.Conclusion(doctor.Caller, second)).Value!.Version);
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        await Leave(anna, session, consultant, doctor);

        static (ConclusionId, long) About(Reply<ConclusionView> reply) => (reply.Value!.ConclusionId, reply.Value.Version);
    }

    [Fact]
    public async Task A_correction_is_an_edition_of_its_own_whose_repeat_gets_the_first_answer_also_after_a_restart()
    {
        var (anna, consultant, doctor, session) = await Consultation();
        var notes = Notes(session);
        var saved = (await notes.SaveConclusion(CommandId.New(), doctor.Caller, Cold, null, 0)).Value!;
        Assert.Equal(Refusal.NotSigned, (await notes.CorrectConclusion(CommandId.New(), doctor.Caller, Flu)).Refusal);
        var (sign, correct) = (CommandId.New(), CommandId.New());
        var signed = (await notes.SignConclusion(sign, doctor.Caller, saved.ConclusionId, saved.Version)).Value!;
        var corrected = (await notes.CorrectConclusion(correct, doctor.Caller, Flu, saved.ConclusionId, signed.Version)).Value!;
        Assert.Equal(3, (await notes.CorrectConclusion(CommandId.New(), doctor.Caller, Flu with { FollowUpDays = 3 }, saved.ConclusionId, corrected.Version)).Value!.Edition);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal((1, Cold, signed.TextHash), About(await notes.SignConclusion(sign, doctor.Caller, saved.ConclusionId, saved.Version)));
            Assert.Equal((2, Flu, corrected.TextHash), About(await notes.CorrectConclusion(correct, doctor.Caller, Flu, saved.ConclusionId, signed.Version)));
            Assert.Equal(Refusal.CommandReused, (await notes.CorrectConclusion(correct, doctor.Caller, Cold, saved.ConclusionId, signed.Version)).Refusal);
            Assert.Equal(Refusal.AlreadySigned, (await notes.SaveConclusion(CommandId.New(), doctor.Caller, Cold)).Refusal);
            Assert.Equal((3, 3), (await Account(anna).Conclusion(saved.ConclusionId)).Value is { } last ? (last.Edition, last.Editions) : default);
            Assert.Equal(Cold, (await Account(anna).Conclusion(saved.ConclusionId, 1)).Value!.Text);
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        await Leave(anna, session, consultant, doctor);

        static (int, ConclusionText, string?) About(Reply<ConclusionView> reply) => (reply.Value!.Edition, reply.Value.Text, reply.Value.TextHash);
    }

    private async Task<(Insured Anna, Specialist Consultant, Specialist Doctor, SessionId Session)> Consultation()
    {
        var anna = clinic.Person();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var doctor = await clinic.OnDuty(Post.Therapist);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        await Again(consultant, doctor, session);
        return (anna, consultant, doctor, session);
    }

    private async Task Again(Specialist consultant, Specialist doctor, SessionId session)
    {
        // Away from the last conclusion, if any, and not at the same instant.
        await clinic.Pass(TimeSpan.FromSeconds(1));
        await doctor.Grain.SetDuty(CommandId.New(), Duty.Available);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Кашель", null));
        await doctor.Take(session);
    }

    private async Task Leave(Insured anna, SessionId session, params Specialist[] specialists)
    {
        foreach (var specialist in specialists)
            await specialist.Grain.SetDuty(CommandId.New(), Duty.Off);
        for (var phase = SessionPhase.Intake; phase != SessionPhase.Closed;)
            phase = (await anna.Leave(session)).Value!.Phase;
        foreach (var specialist in specialists)
            await clinic.Offline(specialist);
    }

    private ISessionDoctor Notes(SessionId session) => clinic.Grains.GetGrain<ISessionDoctor>(session.Value);

    private IAccountGrain Account(Insured person) => clinic.Grains.GetGrain<IAccountGrain>(person.Account.Value);
}
