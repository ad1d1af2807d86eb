using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Persons of one login, booked by two consultants at once.</summary>
public abstract class SiblingBookingTests(ClassStorage storage)
{
    private const int Pairs = 40;
    private static readonly DateTimeOffset Nine = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly IAppointments appointments = storage.Get<IAppointments>();
    private readonly StaffId[] doctors = [new(Sample.Id()), new(Sample.Id())];
    private readonly StaffId consultant = new(Sample.Id());

    [Fact]
    public async Task Of_two_siblings_who_are_booked_for_one_minute_with_two_doctors_at_once_one_is_and_the_other_is_asked_about()
    {
        await PlanAsync();
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (family, one, other) = (new AccountId(Sample.Id()), Of(doctors[0], pair), Of(doctors[1], pair));

            var replies = await Task.WhenAll(Task.Run(() => BookAsync(family, one, other.Patient)), Task.Run(() => BookAsync(family, other, one.Patient)));

            Assert.Single(replies, reply => reply!.Value.Value is not null);
            Assert.Single(replies, reply => reply!.Value.Refusal == Refusal.SiblingBooked);
        }
    }

    private static DateTimeOffset At(int slot) => Nine.AddMinutes(15 * slot);

    private AppointmentRecord Of(StaffId doctor, int slot) => Sample.Appointment(doctor, consultant, At(slot), wall: "2026-12-01T09:00");

    private async Task PlanAsync()
    {
        foreach (var doctor in doctors)
            await storage.Get<IRosters>().SaveAsync(Command("SaveRoster"), new RosterRecord(doctor, RosterPlan.Empty("Europe/Moscow"), 0, 0), RosterPlan.Empty("Europe/Moscow"), consultant, []);
    }

    private Task<Reply<AppointmentRecord>?> BookAsync(AccountId family, AppointmentRecord wanted, params PatientId[] siblings) =>
        appointments.BookAsync(Command("Book"), wanted, new BookingContext(1, siblings, [], family));

    private RecordCommand Command(string kind) => RecordCommand.Of(Caller.Of(consultant), CommandId.New(), kind, Sample.Now);
}

public sealed class SqliteSiblingBookingTests(SqliteStorage storage) : SiblingBookingTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresSiblingBookingTests(PostgresStorage storage) : SiblingBookingTests(storage), IClassFixture<PostgresStorage>;
