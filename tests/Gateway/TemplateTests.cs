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

    [Fact]
    public async Task Shared_answers_are_kept_by_those_with_the_right_and_offered_to_all_staff()
    {
        await using var keeper = await DeviceAsync("supervisor1");
        await using var doctor = await DeviceAsync("paediatrician1");
        await using var consultant = await DeviceAsync("consultant1");
        var command = CommandId.New();
        var hello = new { name = "Привет", text = new { complaints = "", history = "", diagnosis = "", recommendations = "", message = "Здравствуйте, {имя}!" } };

        var saved = await keeper.Ask<Template>("SaveSharedTemplate", command, hello);
        Assert.Equal(saved, await keeper.Ask<Template>("SaveSharedTemplate", command, hello));
        Assert.Equal("invalid", await keeper.Refused("SaveSharedTemplate", CommandId.New(), Cold("Без ответа")));
        foreach (var member in new[] { doctor, consultant })
        {
            var offered = await member.Ask<TemplateList>("Templates");
            Assert.Equal([saved], offered.Shared);
            Assert.DoesNotContain(saved, offered.Templates);
            Assert.Equal("rightMissing", await member.Refused("SaveSharedTemplate", CommandId.New(), hello));
            Assert.Equal("rightMissing", await member.Refused("DeleteSharedTemplate", CommandId.New(), saved.TemplateId));
            await member.Command<Done>("DeleteTemplate", saved.TemplateId);
        }
        await using var administrator = await DeviceAsync("administrator1");
        Assert.Equal([saved], (await administrator.Ask<TemplateList>("SharedTemplates")).Templates);
        await administrator.Command<Done>("DeleteSharedTemplate", saved.TemplateId);
        Assert.Empty((await doctor.Ask<TemplateList>("Templates")).Shared);
        await using var patient = await clinic.PatientAsync();
        Assert.Equal("wrongRole", await patient.Device.Refused("SharedTemplates"));
    }

    private static object Cold(string name, TemplateId? templateId = null, string message = "") =>
        new { templateId, name, text = new { complaints = "", history = "", diagnosis = "J06.9", recommendations = "Питьё\nпокой", message } };

    private async Task<Device> DeviceAsync(string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);
}

[Collection(nameof(OnSqlite))]
public sealed class TemplateTestsOnSqlite(SqliteClinic clinic) : TemplateTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class TemplateTestsOnPostgres(PostgresClinic clinic) : TemplateTests(clinic);
