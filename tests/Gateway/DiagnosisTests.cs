using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A doctor's search in the classification of diseases, here the program's own codes of primary care.</summary>
public abstract class DiagnosisTests(Clinic clinic)
{
    [Fact]
    public async Task A_doctor_finds_diagnoses_and_nobody_else_does()
    {
        await using var doctor = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("therapist4")).AccessToken);
        var byCode = await doctor.Ask<FoundDiagnoses>("FindDiagnoses", "j069");
        Assert.Equal("Острая инфекция верхних дыхательных путей неуточнённая", Assert.Single(byCode.Diagnoses).Title);
        Assert.False(byCode.More);
        var byWords = await doctor.Ask<FoundDiagnoses>("FindDiagnoses", "неуточненный острый");
        Assert.Contains(byWords.Diagnoses, diagnosis => diagnosis.Code == "J20.9");
        Assert.Empty((await doctor.Ask<FoundDiagnoses>("FindDiagnoses", "нет такого")).Diagnoses);

        foreach (var bad in new[] { null, "", " ", "к", new string('к', 101), new string('к', 201) })
            Assert.Equal("invalid", await doctor.Refused("FindDiagnoses", bad));
        await using var consultant = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("consultant1")).AccessToken);
        Assert.Equal("rightMissing", await consultant.Refused("FindDiagnoses", "кашель"));
        await using var patient = await clinic.PatientAsync();
        Assert.Equal("wrongRole", await patient.Device.Refused("FindDiagnoses", "кашель"));
    }
}

[Collection(nameof(OnSqlite))]
public sealed class DiagnosisTestsOnSqlite(SqliteClinic clinic) : DiagnosisTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class DiagnosisTestsOnPostgres(PostgresClinic clinic) : DiagnosisTests(clinic);
