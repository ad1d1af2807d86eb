using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>S3.6: a conclusion belongs to one consultation, and what is signed is what the doctor saw.</summary>
public class ConclusionRuleTests
{
    private static readonly Caller Doctor = Caller.Of(Given.Therapist.StaffId);
    private static readonly ConclusionText Complete = new("Кашель", "", "J06.9", "Питьё, покой");

    [Fact]
    public void The_doctor_may_begin_and_sign_after_the_session_is_closed()
    {
        var closed = Given.In(SessionPhase.FollowUp).Closing();

        var (begun, stored) = Beginning(closed);
        var signed = begun.Then(Sign(begun, stored));

        Assert.Equal(SessionPhase.Closed, signed.Phase);
        Assert.Equal(stored.ConclusionId, SessionViews.View(signed, Given.Noon, forStaff: false, Given.Limits).Conclusion);
        Assert.Equal([stored.ConclusionId], SessionViews.View(signed, Given.Noon, forStaff: false, Given.Limits).Conclusions);
    }

    [Fact]
    public void A_conclusion_is_begun_once()
    {
        var (begun, _) = Beginning(Given.In(SessionPhase.Consultation));

        Assert.Equal(Decision.Nothing, SessionRules.BeginConclusion(begun, Doctor, null, Complete, 1, Given.Noon));
    }

    [Fact]
    public void A_conclusion_never_begun_has_no_version_to_follow() =>
        Assert.Equal(Refusal.ConclusionChanged, SessionRules.BeginConclusion(Given.In(SessionPhase.Consultation), Doctor, null, Complete, 1, Given.Noon).Refusal);

    [Fact]
    public void A_signed_conclusion_does_not_change()
    {
        var (begun, stored) = Beginning(Given.In(SessionPhase.Consultation));
        var signed = begun.Then(Sign(begun, stored));

        Assert.Equal(Refusal.AlreadySigned, SessionRules.BeginConclusion(signed, Doctor, null, Complete, null, Given.Noon).Refusal);
        Assert.Equal(Refusal.AlreadySigned, Sign(signed, stored).Refusal);
    }

    [Fact]
    public void Only_the_version_that_the_doctor_saw_is_signed()
    {
        var (begun, stored) = Beginning(Given.In(SessionPhase.Consultation));
        var newer = stored with { Version = 2 };

        Assert.Equal(Refusal.ConclusionChanged, Sign(begun, newer, version: 1).Refusal);
        Assert.Equal(Refusal.ConclusionChanged, Sign(begun, stored: null, version: 1).Refusal);
        Assert.Equal(2, Assert.IsType<ConclusionSealed>(Assert.Single(Sign(begun, newer, version: 2).Records)).Version);
        Assert.Equal(2, Assert.IsType<ConclusionSealed>(Assert.Single(Sign(begun, newer).Records)).Version);
    }

    [Fact]
    public void A_correction_is_the_next_edition_and_names_the_one_before()
    {
        var (signed, stored) = Signed();
        var text = Complete with { Recommendations = "Постельный режим", FollowUpDays = 3 };

        var correction = SessionRules.CorrectConclusion(signed, Doctor, stored.ConclusionId, stored, text, stored.Version, Given.Noon.AddYears(1));

        var replaced = Assert.IsType<ConclusionReplaced>(Assert.Single(correction.Records));
        Assert.Equal((stored.Version, stored.Version + 1, 2, text), (replaced.Before, replaced.Corrected.Version, replaced.Corrected.Edition, replaced.Corrected.Text));
        Assert.Equal(SignedText.HashOf(replaced.Corrected), replaced.Corrected.TextHash);
        Assert.NotEqual(stored.TextHash, replaced.Corrected.TextHash);
        Assert.Equal(new ConclusionCorrected(stored.ConclusionId, 2, replaced.Corrected.TextHash!, Asked.Correct(stored.ConclusionId, text, stored.Version).Argument!), Assert.Single(correction.Facts));
        Assert.Equal(signed.Consultations, signed.Then(correction).Consultations);
    }

    [Fact]
    public void Only_the_author_corrects_only_what_is_signed_and_only_what_was_seen()
    {
        var (signed, stored) = Signed();
        var text = Complete with { Recommendations = "Постельный режим" };
        var (draft, unsigned) = Beginning(Given.In(SessionPhase.Consultation));

        Assert.Equal(Refusal.NotFound, SessionRules.CorrectConclusion(signed, Caller.Of(Given.OtherTherapist.StaffId), null, stored, text, null, Given.Noon).Refusal);
        Assert.Equal(Refusal.NotFound, SessionRules.CorrectConclusion(signed, Given.Anna, null, stored, text, null, Given.Noon).Refusal);
        Assert.Equal(Refusal.NotSigned, SessionRules.CorrectConclusion(draft, Doctor, null, unsigned, text, null, Given.Noon).Refusal);
        Assert.Equal(Refusal.ConclusionChanged, SessionRules.CorrectConclusion(signed, Doctor, null, stored, text, stored.Version - 1, Given.Noon).Refusal);
        Assert.Equal(Refusal.ConclusionIncomplete, SessionRules.CorrectConclusion(signed, Doctor, null, stored, text with { Diagnosis = " " }, null, Given.Noon).Refusal);
        Assert.Equal(Refusal.NothingCorrected, SessionRules.CorrectConclusion(signed, Doctor, null, stored, Complete, null, Given.Noon).Refusal);
    }

    [Fact]
    public void A_patient_who_is_not_there_is_told_by_SMS_and_one_who_is_by_the_session()
    {
        var (begun, stored) = Beginning(Given.In(SessionPhase.Consultation));
        var patient = new FarPatient("+79120000001", Given.InsurerRecord("romashka"));
        var away = begun.Then(SessionRules.Due(begun, Given.Absent(ParticipantId.Patient, Given.Noon), Given.Noon.AddSeconds(11), Given.Limits));
        var closed = begun.Ending().Admitting(Given.Consultant).Closing();

        Assert.DoesNotContain(patient.Told(begun, Sign(begun, stored), Given.Noon).Records, record => record is Notice);
        foreach (var state in new[] { away, closed })
        {
            var notice = Assert.Single(patient.Told(state, Sign(state, stored), Given.Noon).Records.OfType<Notice>());
            Assert.Equal(("+79120000001", "Ромашка: врач подписал заключение. Прочитать его можно в разделе «Календарь» на romashka.localhost."), (notice.Phone, notice.Text));
            Assert.Equal(notice.Id, patient.Told(state, Sign(state, stored), Given.Noon.AddMinutes(1)).Records.OfType<Notice>().Single().Id);
        }
        Assert.DoesNotContain((patient with { Phone = null }).Told(closed, Sign(closed, stored), Given.Noon).Records, record => record is Notice);
        Assert.Equal("Ромашка: новость. Войдите по этому номеру на romashka.localhost: код придёт в СМС.", Given.InsurerRecord("romashka").LinkMessage("новость", null, "/session/1"));
        var onPhone = Assert.Single((patient with { Origin = "https://medzdrav.ru" }).Told(closed, Sign(closed, stored), Given.Noon).Records.OfType<Notice>()).Text;
        Assert.Matches("^Ромашка: врач подписал заключение: https://romashka\\.localhost/conclusions/[^ ]+ Войдите по этому номеру", onPhone);
        var (signed, sealed1) = Signed();
        var corrected = SessionRules.CorrectConclusion(signed, Doctor, null, sealed1, Complete with { History = "Три дня" }, null, Given.Noon);
        Assert.Contains("исправил", Assert.Single(patient.Told(signed.Ending().Admitting(Given.Consultant).Closing(), corrected, Given.Noon).Records.OfType<Notice>()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(366)]
    public void The_next_consultation_is_within_a_year(int days) => Assert.Equal(
        Refusal.Invalid, SessionRules.BeginConclusion(Given.In(SessionPhase.Consultation), Doctor, null, Complete with { FollowUpDays = days }, null, Given.Noon).Refusal);

    [Theory]
    [InlineData("", "Покой")]
    [InlineData("J06.9", " ")]
    [InlineData("\u200b", "Покой")]
    public void A_conclusion_without_diagnosis_or_recommendations_is_not_signed(string diagnosis, string recommendations)
    {
        var (begun, stored) = Beginning(Given.In(SessionPhase.Consultation));

        Assert.Equal(Refusal.ConclusionIncomplete, Sign(begun, stored with { Text = new ConclusionText("", "", diagnosis, recommendations) }).Refusal);
    }

    [Fact]
    public void An_oversized_conclusion_is_refused() => Assert.Equal(
        Refusal.Invalid,
        SessionRules.BeginConclusion(Given.In(SessionPhase.Consultation), Doctor, null, Complete with { History = new string('x', 20_001) }, null, Given.Noon).Refusal);

    [Fact]
    public void A_doctor_who_is_with_the_patient_again_writes_a_second_conclusion()
    {
        var (begun, first) = Beginning(Given.In(SessionPhase.Consultation));
        var again = begun.Then(Sign(begun, first)).Ending().Admitting(Given.Consultant).Transferring().Admitting(Given.Therapist);

        var (_, second) = Beginning(again);

        Assert.NotEqual(first.ConclusionId, second.ConclusionId);
        Assert.Equal(first.ConclusionId, SessionRules.Own(again, Doctor, first.ConclusionId)!.Conclusion);
        Assert.Equal(second.ConclusionId, SessionRules.Own(again, Doctor)!.Conclusion);
    }

    [Fact]
    public void A_doctors_first_conclusion_keeps_the_id_by_which_it_was_begun_before()
    {
        var consultation = Given.In(SessionPhase.Consultation);

        Assert.Equal(DerivedId.Of("conclusion", "session", "therapist"), SessionRules.Own(consultation, Doctor)!.Conclusion.Value);
    }

    [Fact]
    public void Each_consultation_has_a_row_that_follows_it()
    {
        var waiting = Given.In(SessionPhase.WaitingForDoctor);
        var running = waiting.Admitting(Given.Therapist);
        var over = running.Ending(Given.Noon.AddMinutes(20));
        var (begun, stored) = Beginning(over);
        var signed = begun.Then(Sign(begun, stored), Given.Noon.AddMinutes(25));

        Assert.Empty(SessionViews.ConsultationsMoved(Given.In(SessionPhase.Intake), waiting));
        Assert.Null(Moved(waiting, running).EndedAt);
        Assert.Equal(Given.Noon.AddMinutes(20), Moved(running, over).EndedAt);
        Assert.Equal(Given.Noon.AddMinutes(25), Moved(begun, signed).SignedAt);
        Assert.Empty(SessionViews.ConsultationsMoved(over, over.Admitting(Given.Consultant)));
    }

    private static Consulted Moved(SessionState before, SessionState after) =>
        Assert.IsType<ConsultationMoved>(Assert.Single(SessionViews.ConsultationsMoved(before, after))).Consulted;

    private static (SessionState State, ConclusionView Stored) Signed()
    {
        var (begun, stored) = Beginning(Given.In(SessionPhase.Consultation));
        return (begun.Then(Sign(begun, stored)), Conclusions.Signed(stored, edition: 1, Given.Noon));
    }

    private static Decision Sign(SessionState state, ConclusionView? stored, long? version = null) =>
        SessionRules.SignConclusion(state, Doctor, stored?.ConclusionId, stored, version, Given.Noon);

    private static (SessionState State, ConclusionView Stored) Beginning(SessionState state)
    {
        var beginning = SessionRules.BeginConclusion(state, Doctor, null, Complete, 0, Given.Noon);
        return (state.Then(beginning), Assert.IsType<ConclusionBegun>(Assert.Single(beginning.Records)).Conclusion);
    }
}
