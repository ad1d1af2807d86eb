using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>The hash that a signature seals, and how papers show typed text.</summary>
public sealed class PaperTests
{
    private static readonly ConclusionView Signed = new(
        new ConclusionId("k1"), new SessionId("s1"), new PatientId("p1"), "Ромашкина Анна", new DateOnly(1990, 5, 1), "Добрая Вера", QueueKind.Therapist, Given.Noon,
        new ConclusionText("Кашель", "", "J06.9 ОРВИ", "Покой\nи питьё", "I10", 7), Given.Noon, Given.Noon.AddMinutes(20).AddMilliseconds(5), 4, null, 1, 1);

    [Fact]
    public void The_canonical_form_is_the_one_that_is_written_down()
    {
        const string form =
            "conclusionId=2:k1\nsessionId=2:s1\npatientId=2:p1\npatientName=27:Ромашкина Анна\nbirthDate=10:1990-05-01\ndoctorName=21:Добрая Вера\nspecialty=9:therapist\n"
            + "consultedAt=24:2026-11-23T09:00:00.000Z\nedition=1:1\ncomplaints=12:Кашель\nhistory=0:\ndiagnosis=14:J06.9 ОРВИ\nsecondaryDiagnoses=3:I10\n"
            + "recommendations=24:Покой\nи питьё\nfollowUpDays=1:7\nsignedAt=24:2026-11-23T09:20:00.005Z\n";

        Assert.Equal(form, Encoding.UTF8.GetString(SignedText.CanonicalForm(Signed)));
        Assert.Matches("^[0-9a-f]{64}$", SignedText.HashOf(Signed));
    }

    [Fact]
    public void Another_text_another_division_of_it_and_another_signer_have_other_hashes()
    {
        var hash = SignedText.HashOf(Signed);
        var text = Signed.Text;

        Assert.Equal(hash, SignedText.HashOf(Signed with { Version = 9, SavedAt = null, Editions = 3, SignedAt = Signed.SignedAt!.Value.ToOffset(TimeSpan.FromHours(3)) }));
        foreach (var other in new[]
        {
            Signed with { Text = text with { Complaints = "Кашель\nhistory=0:" } }, Signed with { Text = text with { Complaints = "", History = "Кашель" } }, Signed with { Text = text with { FollowUpDays = null } },
            Signed with { DoctorName = "Добрая Вера Петровна" }, Signed with { Edition = 2 }, Signed with { SignedAt = Signed.SignedAt!.Value.AddMilliseconds(1) },
        })
            Assert.NotEqual(hash, SignedText.HashOf(other));
    }

    [Theory]
    [InlineData("а\vб\fв\u2028г\u0085д\r\nе\rж", "а|б|в|г|д|е|ж")]
    [InlineData("и\u0306 <b>&amp;\u00a0👋", "й <b>&amp;\u00a0👋")]
    [InlineData("бип\u0007\t\u009fконец", "бип\ufffd\t\ufffdконец")]
    [InlineData("", "")]
    public void Papers_show_every_kind_of_line_break_and_no_control_character(string typed, string shown) => Assert.Equal(shown, string.Join('|', PaperText.Lines(typed)));

    [Theory]
    [InlineData("J06.9 Острая инфекция", "J06.9", "Острая инфекция")]
    [InlineData("Фон: здорова\nJ06.9: ОРВИ ", "J06.9", "ОРВИ")]
    [InlineData("I10", "I10", "")]
    [InlineData("I10. Гипертензия", "I10", "Гипертензия")]
    [InlineData("ОРВИ, J06.9", null, "ОРВИ, J06.9")]
    [InlineData("B12-дефицит", null, "B12-дефицит")]
    public void A_code_is_known_at_the_beginning_of_a_line(string text, string? code, string title) => Assert.Equal(new WrittenDiagnosis(code, title), WrittenDiagnosis.MainIn(text));

    [Fact]
    public void Each_line_that_says_something_is_a_secondary_diagnosis() =>
        Assert.Equal([new("I10", "Гипертензия"), new(null, "запор")], WrittenDiagnosis.Lines("I10 Гипертензия\n \u200b\n запор"));

    [Fact]
    public void A_paper_has_the_parts_that_say_something()
    {
        Assert.Equal(["Жалобы", "Диагноз", "Сопутствующие диагнозы", "Рекомендации", "Повторная консультация"], ConclusionPaper.Sections(Signed.Text).Select(section => section.Heading));
        Assert.Equal("Через 7 дней после этой консультации", ConclusionPaper.Sections(Signed.Text)[^1].Text);
        Assert.Equal("Добрая Вера, дежурный терапевт", ConclusionPaper.Doctor(Signed));
        Assert.Equal([null, "версия 2, исправленная", "исправлено: действует версия 2, это версия 1", "черновик, не подписано"], new[]
        {
            Signed, Signed with { Edition = 2, Editions = 2 }, Signed with { Editions = 2, CorrectedAt = Given.Noon }, Signed with { SignedAt = null },
        }.Select(ConclusionPaper.Standing));
    }
}
