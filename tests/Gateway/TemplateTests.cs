using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>The own texts of staff, over the wire.</summary>
public abstract class TemplateTests(Clinic clinic)
{
    [Fact]
    public async Task Consultants_and_doctors_keep_templates_of_their_own()
    {
        await using var doctor = await DeviceAsync("paediatrician1");
        await using var consultant = await DeviceAsync("consultant1");
        var command = CommandId.New();
        var saved = await doctor.Ask<Template>("SaveTemplate", command, Cold("ОРВИ"));
        Assert.Equal(saved, await doctor.Ask<Template>("SaveTemplate", command, Cold("ОРВИ")));
        Assert.Equal("commandReused", await doctor.Refused("SaveTemplate", command, Cold("Отит")));
        Assert.Equal([saved], (await doctor.Ask<TemplateList>("Templates")).Templates);
        Assert.Empty((await consultant.Ask<TemplateList>("Templates")).Templates);

        var renamed = await doctor.Command<Template>("SaveTemplate", Cold("ОРВИ, лёгкое", saved.TemplateId));
        Assert.Equal(saved with { Name = "ОРВИ, лёгкое" }, renamed);
        Assert.Equal("notFound", await consultant.Refused("SaveTemplate", CommandId.New(), Cold("Чужой", saved.TemplateId)));
        await consultant.Command<Done>("DeleteTemplate", saved.TemplateId);
        Assert.Equal([renamed], (await doctor.Ask<TemplateList>("Templates")).Templates);

        await doctor.Command<Done>("DeleteTemplate", saved.TemplateId);
        Assert.Empty((await doctor.Ask<TemplateList>("Templates")).Templates);
    }

    [Fact]
    public async Task A_template_that_is_none_is_refused_and_patients_have_none()
    {
        await using var doctor = await DeviceAsync("paediatrician1");
        Assert.Equal("invalid", await doctor.Refused("SaveTemplate", CommandId.New(), Cold("")));
        Assert.Equal("invalid", await doctor.Refused("SaveTemplate", CommandId.New(), new { name = "ОРВИ", text = new { complaints = "Кашель" } }));
        Assert.Equal("invalid", await doctor.Refused("SaveTemplate", CommandId.New(), new { name = "ОРВИ" }));
        Assert.Equal("invalid", await doctor.Refused("SaveTemplate", CommandId.New(), Cold("ОРВИ", message: new string('а', 4_000))));
        await using var patient = await clinic.PatientAsync();
        Assert.Equal("wrongRole", await patient.Device.Refused("Templates"));
    }

    private static object Cold(string name, TemplateId? templateId = null, string message = "") =>
        new { templateId, name, text = new { complaints = "", history = "", diagnosis = "J06.9", recommendations = "Питьё\nпокой", message } };

    private async Task<Device> DeviceAsync(string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);
}

[Collection(nameof(OnSqlite))]
public sealed class TemplateTestsOnSqlite(SqliteClinic clinic) : TemplateTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class TemplateTestsOnPostgres(PostgresClinic clinic) : TemplateTests(clinic);
