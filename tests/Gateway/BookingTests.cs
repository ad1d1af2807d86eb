using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>S4.1 over the wire: a roster is kept, a consultation booked, moved and cancelled.</summary>
public abstract class BookingTests(Clinic clinic)
{
    private const string Cardiology = "кардиология";
    private static readonly BookingTerms Terms = new("Боли в груди", Repeated: false, "Кардиограмма", TellBy.Phone, TellWhom.Patient, PatientZone: "Asia/Vladivostok");

    [Fact]
    public async Task A_slot_of_a_roster_from_a_table_is_booked_moved_and_cancelled()
    {
        var patient = await ConsentingAsync();
        await using var keeper = await StaffAsync("rosterkeeper1");
        await using var consultant = await StaffAsync("consultant2");
        var doctor = Assert.Single((await keeper.Client.Hub.RostersAsync().OrThrow()).Members, member => member.Specialties.Contains(Cardiology));
        var before = await keeper.Client.Hub.RosterAsync(doctor.StaffId).OrThrow();
        var read = await keeper.Client.Hub.ReadRosterFileAsync(doctor.StaffId, RosterFileKind.Csv, "Дни;С;По;Перерыв;В праздники\nежедневно;00:00;24:00;15;да\nзавтра;1;2;;").OrThrow();
        Assert.Equal(3, Assert.Single(read.Bad).Line);
        var saved = await keeper.Client.Hub.SaveRosterAsync(doctor.StaffId, read.Plan with { Absences = [] }, before.Version).OrThrow();
        Assert.True(saved is { Saved: true, Touched: [] });
        Assert.Equal((before.Version + 1, "00:00", "24:00"), (saved.Roster.Version, saved.Roster.Plan.Hours[0].From, saved.Roster.Plan.Hours[0].Until));

        var found = await FoundAsync(consultant, new SlotQuery(Cardiology, Zone: "Asia/Vladivostok"));
        Assert.Equal(("Asia/Vladivostok", 200, true), (found.Zone, found.Slots.Length, found.More));
        var booked = await consultant.Client.Hub.BookAsync(new BookingOrder(patient, doctor.StaffId, Cardiology, found.Slots[8].StartsAt, Terms)).OrThrow();
        Assert.Equal((1, AppointmentState.Booked, found.Slots[8].StartsAt, Terms), (booked.Version, booked.State, booked.StartsAt, booked.Terms));
        Assert.Equal("slotTaken", (await consultant.Client.Hub.BookAsync(new BookingOrder(patient, doctor.StaffId, Cardiology, found.Slots[9].StartsAt, Terms))).Refusal!.Code);
        Assert.Equal("slotUnavailable", (await consultant.Client.Hub.BookAsync(new BookingOrder(patient, doctor.StaffId, Cardiology, found.Slots[9].StartsAt.AddMinutes(1), Terms))).Refusal!.Code);
        Assert.Equal("invalid", (await consultant.Client.Hub.MoveAsync(
            new MoveOrder(booked.AppointmentId, 1, found.Slots[9].StartsAt, "Просит позже", OverrideReason: new string('о', 1_001)))).Refusal!.Code);
        var moved = await consultant.Client.Hub.MoveAsync(new MoveOrder(booked.AppointmentId, 1, found.Slots[9].StartsAt, "Просит позже", PatientZone: "Asia/Omsk")).OrThrow();
        Assert.Equal((2, found.Slots[9].StartsAt, "Asia/Omsk"), (moved.Version, moved.StartsAt, moved.Terms.PatientZone));

        var asked = await keeper.Client.Hub.SaveRosterAsync(doctor.StaffId, saved.Roster.Plan with { Hours = [] }, saved.Roster.Version).OrThrow();
        Assert.Equal((false, booked.AppointmentId), (asked.Saved, Assert.Single(asked.Touched).AppointmentId));

        var cancelled = await consultant.Client.Hub.CancelAsync(new CancelOrder(booked.AppointmentId, 2, CancelledBy.Patient, "Выздоровел")).OrThrow();
        Assert.Equal((3, AppointmentState.Cancelled, "Asia/Omsk"), (cancelled.Version, cancelled.State, cancelled.Terms.PatientZone));
        Assert.Equal("appointmentOver", (await consultant.Client.Hub.CancelAsync(new CancelOrder(booked.AppointmentId, 3, CancelledBy.Patient, "Ещё раз"))).Refusal!.Code);
        Assert.Equal(cancelled.AppointmentId, Assert.Single((await consultant.Client.Hub.AppointmentsAsync(patient).OrThrow()).Appointments).AppointmentId);
        Assert.True((await keeper.Client.Hub.SaveRosterAsync(doctor.StaffId, saved.Roster.Plan with { Hours = [] }, saved.Roster.Version).OrThrow()).Saved);
    }

    [Fact]
    public async Task What_is_no_roster_and_no_booking_is_refused_and_only_those_with_the_right_ask()
    {
        await using var keeper = await StaffAsync("rosterkeeper1");
        await using var consultant = await StaffAsync("consultant2");
        var doctor = (await keeper.Client.Hub.RostersAsync().OrThrow()).Members[0].StaffId;
        Assert.Equal("invalid", await keeper.Refused("SaveRoster", CommandId.New(), new { staffId = doctor, plan = new { zone = "Europe/Moscow" }, basedOn = 0 }));
        Assert.Equal("invalid", await keeper.Refused("SaveRoster", CommandId.New(), new { staffId = doctor, plan = RosterPlan.Empty("Europe/Moscow") with { Hours = [null!] }, basedOn = 0 }));
        Assert.Equal("invalid", await keeper.Refused("SaveRoster", CommandId.New(), new { staffId = doctor, plan = RosterPlan.Empty("Mars/Base"), basedOn = 0 }));
        Assert.Equal("notFound", await keeper.Refused("Roster", new StaffId("nobody")));
        Assert.Equal("invalid", await keeper.Refused("ReadRosterFile", new { staffId = doctor, kind = "ics", text = "здравствуйте" }));
        Assert.Equal("invalid", await consultant.Refused("Book", CommandId.New(), new { patientId = "nobody", doctorId = doctor }));
        foreach (var (startsAt, code) in new[] { ("2026-12-11T03:00:00", "invalid"), ("2026-12-11", "invalid"), ("завтра", "invalid"), ("2026-12-11T03:00:00Z", "notFound"), ("2026-12-11T06:00:00+03:00", "notFound") })
        {
            Assert.Equal(code, await consultant.Refused("Book", CommandId.New(), new { patientId = "nobody", doctorId = doctor, specialty = Cardiology, startsAt, terms = Terms }));
            Assert.Equal(code, await consultant.Refused("Move", CommandId.New(), new { appointmentId = "none", version = 1, startsAt, reason = "Просит позже" }));
        }
        Assert.Equal("invalid", await consultant.Refused("Move", CommandId.New(), new { appointmentId = "none", version = 1 }));
        Assert.Equal("invalid", await consultant.Refused("Cancel", CommandId.New(), new { appointmentId = "none", version = 1, reason = "Болен" }));
        Assert.Equal("notFound", await consultant.Refused("Cancel", CommandId.New(), new { appointmentId = "none", version = 1, by = "clinic", reason = "Болен" }));
        Assert.Equal("invalid", await consultant.Refused("FindSlots", new { }));
        Assert.Equal("rightMissing", await consultant.Refused("Rosters"));
        Assert.Equal("rightMissing", await keeper.Refused("FindSlots", new { specialty = Cardiology }));
        await using var patient = await clinic.PatientAsync();
        Assert.Equal("wrongRole", await patient.Device.Refused("FindSlots", new { specialty = Cardiology }));
    }

    /// <summary>A person whose consent is in force.</summary>
    private async Task<PatientId> ConsentingAsync()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        return consulted.Patient.Person.PatientId;
    }

    /// <summary>The slots of a roster, which a silo knows within a second.</summary>
    private static async Task<FoundSlots> FoundAsync(Device consultant, SlotQuery query)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            if (await consultant.Client.Hub.FindSlotsAsync(query).OrThrow() is { Slots.Length: > 0 } found)
                return found;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<Device> StaffAsync(string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);
}

[Collection(nameof(OnSqlite))]
public sealed class BookingTestsOnSqlite(SqliteClinic clinic) : BookingTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class BookingTestsOnPostgres(PostgresClinic clinic) : BookingTests(clinic);
