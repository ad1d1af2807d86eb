using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>Documents in a session (S3.8).</summary>
public class DocumentGateRuleTests
{
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);

    [Fact]
    public void A_transfer_to_a_doctor_waits_until_a_document_is_there()
    {
        var asked = Given.In(Intake).Asking();
        Assert.Equal("Снимок горла", SessionViews.View(asked, Given.Noon, forStaff: false, Given.Limits).DocumentsAwaited);
        Assert.Equal(Refusal.DocumentsAwaited, Transfer(asked, QueueKind.Therapist).Refusal);

        var there = asked.Then(SessionRules.AddDocument(asked, asked.Patient!.PatientId, Given.Document));

        Assert.Null(SessionViews.View(there, Given.Noon, forStaff: false, Given.Limits).DocumentsAwaited);
        Assert.Null(Transfer(there, QueueKind.Therapist).Refusal);
    }

    [Fact]
    public void A_colleague_takes_over_with_the_documents_still_awaited()
    {
        var asked = Given.In(Intake).Asking();

        var handedOver = asked.Then(Transfer(asked, QueueKind.Consultant)).Admitting(Given.OtherConsultant);

        Assert.Equal("Снимок горла", handedOver.DocumentsAwaited);
    }

    [Fact]
    public void A_waiver_needs_a_reason_that_the_patient_does_not_read()
    {
        var asked = Given.In(Intake).Asking();
        Assert.Equal(Refusal.Invalid, SessionRules.WaiveDocuments(asked, Consultant, " \u200b").Refusal);
        Assert.Equal(Refusal.Invalid, SessionRules.WaiveDocuments(asked, Consultant, new string('я', 1_001)).Refusal);
        Assert.Equal(Refusal.WrongRole, SessionRules.WaiveDocuments(asked, Given.Anna, "Нет камеры").Refusal);

        var decision = SessionRules.WaiveDocuments(asked, Consultant, "Нет камеры");

        Assert.Null(Transfer(asked.Then(decision), QueueKind.Therapist).Refusal);
        var waived = new SessionEvent(9, Given.Noon, decision.By, decision.Facts[0]);
        Assert.Equal("{}"u8.ToArray(), EventViews.ForPatient(waived).Data);
        Assert.NotEqual("{}"u8.ToArray(), EventViews.ForStaff(waived).Data);
    }

    [Fact]
    public void The_same_document_is_told_once_and_nobody_elses_at_all()
    {
        var intake = Given.In(Intake);
        var told = intake.Then(SessionRules.AddDocument(intake, intake.Patient!.PatientId, Given.Document));

        Assert.True(SessionRules.AddDocument(told, intake.Patient.PatientId, Given.Document).Facts.IsEmpty);
        Assert.True(SessionRules.AddDocument(intake, new PatientId("other"), Given.Document).Facts.IsEmpty);
        Assert.True(SessionRules.AddDocument(Given.Waiting(null) with { Patient = null }, new PatientId("anna"), Given.Document).Facts.IsEmpty);
    }

    [Fact]
    public void A_message_carries_documents_of_the_patient_and_then_needs_no_text()
    {
        var (intake, photo) = (Given.In(Intake), new DocumentId("photo"));

        Assert.Null(Send(intake, "", ["photo"], photo).Refusal);
        Assert.Equal(Refusal.MessageEmpty, Send(intake, "", [], photo).Refusal);
        Assert.Equal(Refusal.Invalid, Send(intake, "Вот", ["others"], photo).Refusal);
        Assert.Equal(Refusal.Invalid, Send(intake, "Вот", ["photo", "photo"], photo).Refusal);
        Assert.Equal(Refusal.Invalid, Send(Given.Waiting(null) with { Patient = null }, "Вот", ["photo"], photo).Refusal);
    }

    [Fact]
    public void While_nobody_knows_who_calls_no_document_is_asked_for_told_of_or_sent()
    {
        var (unknown, photo) = (Given.In(Intake) with { Owner = new Caller(CallerKind.Visitor, "visitor") }, new DocumentId("photo"));

        Assert.Equal(Refusal.IdentityRequired, SessionRules.AskForDocuments(unknown, Consultant, "Снимок").Refusal);
        Assert.True(SessionRules.AddDocument(unknown, unknown.Patient!.PatientId, Given.Document).Facts.IsEmpty);
        Assert.Equal(Refusal.IdentityRequired, SessionRules.SendMessage(unknown, Consultant, "Вот", ["photo"], Given.Limits, [photo]).Refusal);
        Assert.Null(SessionRules.SendMessage(unknown, Consultant, "Кто вы?", [], Given.Limits).Refusal);
    }

    private static Decision Send(SessionState state, string text, string[] documents, params DocumentId[] known) =>
        SessionRules.SendMessage(state, Given.Anna, text, documents, Given.Limits, known);

    private static Decision Transfer(SessionState state, QueueKind to) =>
        SessionRules.Transfer(state, Consultant, new Referral(to, "Боль", null), state.Patient?.PolicyNumber, Given.Noon, Given.Limits);
}
