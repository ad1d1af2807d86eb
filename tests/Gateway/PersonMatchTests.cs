using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>A consultant finds people and decides about an import's doubts, over a real connection.</summary>
public abstract class PersonMatchTests(Clinic clinic)
{
    private readonly string surname = "Щж" + RandomNumberGenerator.GetString("бвгдклмнпрст", 10).ToLowerInvariant();

    [Fact]
    public async Task A_doubt_is_a_task_with_both_sides_that_is_decided_and_decided_otherwise()
    {
        await ImportAsync("+79260000101");
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        var before = (await consultant.Device.Ask<TaskList>("Tasks")).Tasks.Select(task => task.TaskId).ToHashSet();
        await ImportAsync("+79260000102");

        var task = Assert.Single((await consultant.Device.Ask<TaskList>("Tasks")).Tasks, task => !before.Contains(task.TaskId) && task.Kind == TaskKind.Match);
        await consultant.Device.Command<StaffTask>("ClaimTask", task.TaskId);
        Assert.Equal("invalid", await consultant.Device.Refused("FinishTask", CommandId.New(), task.TaskId, "done"));
        var match = await consultant.Device.Ask<PersonMatch>("Match", task.TaskId);
        Assert.Equal((MatchReason.SameName, null, match.Known.Name), (match.Reason, match.Decision, match.Sent!.Name));
        Assert.NotEqual(match.Known.MaskedPhone, match.Sent.MaskedPhone);

        var same = await consultant.Device.Command<PersonMatch>("DecideMatch", task.TaskId, "samePerson");
        Assert.Null(same.Sent);
        Assert.Equal((2, MatchDecision.SamePerson), (same.Known.Policies.Length, same.Decision));
        Assert.Single(await FindAsync(consultant));
        Assert.DoesNotContain((await consultant.Device.Ask<TaskList>("Tasks")).Tasks, open => open.TaskId == task.TaskId);
        Assert.Contains((await consultant.Device.Ask<DecidedMatches>("DecidedMatches")).Matches, decided => decided.TaskId == task.TaskId);

        var another = await consultant.Device.Command<PersonMatch>("DecideMatch", task.TaskId, "anotherPerson");
        Assert.Equal((match.Sent.PatientId, MatchDecision.AnotherPerson), (another.Sent!.PatientId, another.Decision));
        Assert.Equal(2, (await FindAsync(consultant)).Length);
    }

    [Fact]
    public async Task Consultants_hear_of_a_doubt_without_asking()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        await ImportAsync("+79260000201");
        var heard = consultant.Device.OpenTasks.Count;

        await ImportAsync("+79260000202");

        await consultant.Device.Until(() => consultant.Device.OpenTasks.Count > heard, "consultants are told of the new task");
    }

    [Fact]
    public async Task Nobody_else_sees_or_decides_a_doubt()
    {
        await using var doctor = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("therapist1")).AccessToken);
        await using var patient = await clinic.PatientAsync();

        Assert.Equal("rightMissing", await doctor.Refused("Match", "any"));
        Assert.Equal("rightMissing", await doctor.Refused("DecideMatch", CommandId.New(), "any", "samePerson"));
        Assert.Equal("rightMissing", await doctor.Refused("DecidedMatches"));
        Assert.Equal("wrongRole", await patient.Device.Refused("Match", "any"));
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        Assert.Equal("notFound", await consultant.Device.Refused("Match", "any"));
        Assert.Equal("notFound", await consultant.Device.Refused("DecideMatch", CommandId.New(), "any", "samePerson"));
    }

    [Theory]
    [InlineData("{0} Анна")]
    [InlineData("анна {0}")]
    [InlineData("{0} 01.05.1990")]
    [InlineData("1.5.90 анна {0}")]
    [InlineData("{1} анна")]
    [InlineData("{2}")]
    public async Task A_person_is_found_by_what_a_consultant_hears(string typed)
    {
        await ImportAsync("+79260000301");
        await using var consultant = await clinic.OnDutyAsync("consultant1");

        var query = string.Format(null, typed, surname, surname[..^1] + "ж", "000-03-01");

        Assert.Contains((await consultant.Device.Command<FoundPatients>("FindPatients", query)).Patients, found => found.Person.Name.StartsWith(surname, StringComparison.Ordinal));
    }

    private async Task<FoundPatient[]> FindAsync(Specialist consultant) => (await consultant.Device.Command<FoundPatients>("FindPatients", surname)).Patients;

    /// <summary>As the console does it, beside the running server.</summary>
    private async Task ImportAsync(string phone)
    {
        var file = $"Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон\n{Guid.NewGuid():N};01.02.2026;05.02.2026;04.02.2027;{surname} Анна;1990-05-01;ж;{phone}\n";
        Assert.Equal(1, (await clinic.Storage.GetRequiredService<PolicyImport>().RunAsync(InsurerId.Default, new MemoryStream(Encoding.UTF8.GetBytes(file)))).Created);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class PersonMatchTestsOnSqlite(SqliteClinic clinic) : PersonMatchTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PersonMatchTestsOnPostgres(PostgresClinic clinic) : PersonMatchTests(clinic);
