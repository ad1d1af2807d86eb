using System.Text;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>The classification of diseases as operators put it beside the silos.</summary>
public sealed class DiagnosisFileTests
{
    private const string Directory =
        """
        ID;REC_CODE;MKB_CODE;MKB_NAME;ID_PARENT;ADDL_CODE;ACTUAL;DATE
        1;10;"X";"БОЛЕЗНИ ОРГАНОВ ДЫХАНИЯ";;;1;
        2;1001;"J00-J06";"ОСТРЫЕ РЕСПИРАТОРНЫЕ ИНФЕКЦИИ";1;;1;
        3;"1001J06";"J06";"Острые инфекции верхних дыхательных путей";2;;1;
        4;"1001J069";"J06.9";"Острая инфекция верхних дыхательных путей неуточненная";3;;1;
        5;"0905I849";"I84.9";"Геморрой без осложнения неуточненный";;;0;"01.01.2015"
        6;"1002J100";"J10.0";"Грипп с пневмонией, ""сезонный"" вирус
        идентифицирован";3;;1;

        """;

    [Fact]
    public void The_ministrys_directory_is_read_without_chapters_blocks_and_what_is_out_of_use()
    {
        var file = DiagnosisFile.Parse(Encoding.UTF8.GetBytes(Directory));
        Assert.Null(file.Fault);
        Assert.Equal(["J06", "J06.9", "J10.0"], file.Diagnoses.Select(diagnosis => diagnosis.Code));
        Assert.Equal("Грипп с пневмонией, \"сезонный\" вирус идентифицирован", file.Diagnoses.Last().Title);
        Assert.Equal("I84.9", Assert.Single(file.Rows, row => !row.IsInUse).Diagnosis.Code);
        Assert.Empty(file.Bad);
    }

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("utf-16")]
    public void Whatever_encoding_it_is_in_it_reads_the_same(string encoding)
    {
        var inEncoding = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var file = DiagnosisFile.Parse([.. inEncoding.Preamble, .. inEncoding.GetBytes(Directory)]);
        Assert.Equal("Острые инфекции верхних дыхательных путей", file.Diagnoses.First().Title);
    }

    [Fact]
    public void A_plain_list_of_codes_and_titles_will_do()
    {
        var file = DiagnosisFile.Parse("Название,Код\nКашель,r05\n"u8.ToArray());
        Assert.Equal("R05", Assert.Single(file.Diagnoses).Code);
    }

    [Theory]
    [InlineData("", "no columns")]
    [InlineData("Код;Полис\nR05;Кашель\n", "no columns")]
    [InlineData("Код;Название\nX;БОЛЕЗНИ\n", "no row")]
    [InlineData("Код;Название\nR05;Кашель\nR51;\"Головная боль\n", "row 3")]
    public void A_file_that_is_none_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, DiagnosisFile.Parse(Encoding.UTF8.GetBytes(text)).Fault, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_stops_the_start_and_none_does_not()
    {
        var validation = new DiagnosisOptionsValidation();
        Assert.True(validation.Validate(null, new DiagnosisOptions { File = "/nowhere/icd10.csv" }).Failed);
        Assert.True(validation.Validate(null, new DiagnosisOptions()).Succeeded);
        Assert.Empty(DiagnosisFile.Read(new DiagnosisOptions()).Diagnoses);
    }

    [Fact]
    public void Rows_that_are_no_diagnosis_are_listed_and_the_others_count()
    {
        var file = DiagnosisFile.Parse("Код;Название;Актуальность\nR05;Кашель;1\nR05;Другой кашель;1\nR51;;1\nR42;Старое;0\nR42;Головокружение;1\n"u8.ToArray());
        Assert.Equal(["R05 Кашель", "R42 Головокружение"], file.Diagnoses.Select(diagnosis => $"{diagnosis.Code} {diagnosis.Title}"));
        Assert.Equal([(3, "Код R05 уже был в строке 2, с другим названием"), (4, "Код без названия")], file.Bad.Select(row => (row.Line, row.Reason)));
    }

    [Fact]
    public void The_program_has_codes_of_primary_care_of_its_own()
    {
        var own = DiagnosisFile.OfPrimaryCare();
        Assert.Null(own.Fault);
        Assert.Empty(own.Bad);
        Assert.InRange(own.Rows.Count, 300, 500);
        Assert.All(own.Rows, row => Assert.True(row.IsInUse));
        foreach (var code in new[] { "J06.9", "I10", "E11.9", "M54.5", "K29.7", "Z71.9" })
            Assert.Contains(own.Diagnoses, diagnosis => diagnosis.Code == code);
    }
}
