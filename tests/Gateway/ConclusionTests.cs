using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>The words of a doctor's pages to the platform about conclusions.</summary>
public abstract class ConclusionTests(Clinic clinic)
{
    [Fact]
    public async Task A_conclusion_is_saved_and_signed_by_the_version_that_was_seen()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var (session, page) = (consulted.Session, consulted.Doctor.Device);

        var empty = await page.Ask<ConclusionView>("Conclusion", session);
        Assert.Equal(0, empty.Version);
        var first = await page.Command<ConclusionView>("SaveConclusion", session, Draft("ОРВИ", empty.ConclusionId, 0));
        var second = await page.Command<ConclusionView>("SaveConclusion", session, Draft("Грипп", null, first.Version));
        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal("conclusionChanged", await page.Refused("SaveConclusion", CommandId.New(), session, Draft("ОРВИ", empty.ConclusionId, first.Version)));
        Assert.Equal("invalid", await page.Refused("SaveConclusion", CommandId.New(), session, Draft("ОРВИ", empty.ConclusionId, -1)));
        Assert.Equal("Грипп", (await page.Ask<ConclusionView>("OpenConclusion", session, empty.ConclusionId)).Text.Diagnosis);
        Assert.Equal("notFound", await page.Refused("OpenConclusion", session, "nobody"));
        await page.Command<SessionView>("EndConsultation", session);
        var awaiting = Assert.Single((await page.Ask<DeskView>("Desk")).AwaitingSignature, entry => entry.SessionId == session);
        Assert.Equal(empty.ConclusionId, Assert.Single(awaiting.Consultations).ConclusionId);

        Assert.Equal("invalid", await page.Refused("SignConclusion", CommandId.New(), new { conclusionId = empty.ConclusionId, version = 2 }));
        Assert.Equal("conclusionChanged", await page.Refused("SignConclusion", CommandId.New(), new { sessionId = session, conclusionId = empty.ConclusionId, version = 1 }));
        var signed = await page.Command<ConclusionView>("SignConclusion", new { sessionId = session, conclusionId = empty.ConclusionId, version = 2 });
        Assert.Equal(("Грипп", 2), (signed.Text.Diagnosis, signed.Version));
        Assert.Equal("alreadySigned", await page.Refused("SignConclusion", CommandId.New(), session));
        Assert.Equal([signed.ConclusionId], (await consulted.Patient.Device.Ask<JoinAnswer>("JoinSession", session, 0)).View.Conclusions);
    }

    private static object Draft(string diagnosis, ConclusionId? conclusionId, long basedOn) =>
        new { complaints = "Кашель", history = "", diagnosis, recommendations = "Покой", conclusionId, basedOn };
}

[Collection(nameof(OnSqlite))]
public sealed class ConclusionTestsOnSqlite(SqliteClinic clinic) : ConclusionTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class ConclusionTestsOnPostgres(PostgresClinic clinic) : ConclusionTests(clinic);
