using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Browser;

/// <summary>A keeper of rosters and a consultant who book without pages, by the client for apps, while others look at theirs.</summary>
internal sealed class Reception : IAsyncDisposable
{
    private readonly MedzdravClient keeper;
    private readonly MedzdravClient consultant;

    private Reception(MedzdravClient keeper, MedzdravClient consultant) => (this.keeper, this.consultant) = (keeper, consultant);

    /// <summary>The hub calls of the consultant.</summary>
    public HubCalls Consultant => consultant.Hub;

    public static async Task<Reception> OpenAsync(Clinic clinic) => new(await SignedInAsync(clinic, "rosterkeeper1"), await SignedInAsync(clinic, "consultant4"));

    /// <summary>Gives a doctor hours on all days, round the clock.</summary>
    /// <param name="name">A part of the doctor's name.</param>
    /// <param name="zone">The doctor's place.</param>
    /// <param name="specialty">As what they see patients.</param>
    public async Task<StaffId> PlanAsync(string name, string zone, string specialty)
    {
        var doctor = (await keeper.Hub.RostersAsync().OrThrow()).Members.Single(member => member.Name.Contains(name, StringComparison.Ordinal)).StaffId;
        var standing = await keeper.Hub.RosterAsync(doctor).OrThrow();
        var plan = RosterPlan.Empty(zone) with { Hours = [new RosterHours(RosterKind.Booking, specialty, Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true)] };
        Assert.True((await keeper.Hub.SaveRosterAsync(doctor, plan, standing.Version).OrThrow()).Saved);
        return doctor;
    }

    /// <summary>Books for the person who alone signs in by a number.</summary>
    public async Task<AppointmentView> BookAsync(string phone, StaffId doctor, string specialty, DateTimeOffset at, string? documents = null, bool repeated = false)
    {
        var person = (await consultant.Hub.FindPatientsAsync(phone).OrThrow()).Patients.Single().Person.PatientId;
        return await consultant.Hub.BookAsync(new BookingOrder(person, doctor, specialty, at, new BookingTerms("Боли в груди", repeated, documents, TellBy.Chat, TellWhom.Patient))).OrThrow();
    }

    public async ValueTask DisposeAsync()
    {
        await keeper.DisposeAsync();
        await consultant.DisposeAsync();
    }

    private static async Task<MedzdravClient> SignedInAsync(Clinic clinic, string login)
    {
        var client = new MedzdravClient(new ClientOptions { Address = clinic.Address });
        await client.SignIn.StaffAsync(login, "demo").OrThrow();
        await client.ConnectAsync().OrThrow();
        return client;
    }
}
