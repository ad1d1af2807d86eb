using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>A hundred who want one slot, half of them at another silo.</summary>
public sealed class TwoSilosBookingTests
{
    // A caller who waits here waits for the test, not for a database that is away.
    private static readonly Dictionary<string, string?> Patient = new() { ["Storage:Patience"] = "00:00:20" };

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task One_has_it_and_a_third_silo_that_starts_afterwards_knows(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind, settings: Patient);
        await using var other = new ServiceCollection().AddLogging().AddStorage(storage.Configuration).BuildServiceProvider();
        IAppointments[] silos = [storage.Services.GetRequiredService<IAppointments>(), other.GetRequiredService<IAppointments>()];
        var (doctor, consultant, at) = (new StaffId("doctor"), new StaffId("consultant"), Sample.Now.AddDays(1));
        var plan = RosterPlan.Empty("Europe/Moscow");
        await storage.Services.GetRequiredService<IRosters>().SaveAsync(Command(consultant), new RosterRecord(doctor, plan, 0, 0), plan, consultant, []);

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => silos[number % 2].BookAsync(Command(consultant), Wanted(doctor, consultant, at), new BookingContext(1, [], [Sample.Audit(consultant)])))));

        var winner = Assert.Single(replies, reply => reply!.Value.Value is not null)!.Value.Value!;
        Assert.Equal(99, replies.Count(reply => reply!.Value.Refusal == Refusal.SlotTaken));
        await using var later = new ServiceCollection().AddLogging().AddStorage(storage.Configuration).BuildServiceProvider();
        var third = later.GetRequiredService<IAppointments>();
        Assert.Equal([winner], await third.AheadAsync(doctor, Sample.Now));
        Assert.Equal(Refusal.SlotTaken, (await third.BookAsync(Command(consultant), Wanted(doctor, consultant, at), new BookingContext(1, [], [Sample.Audit(consultant)])))?.Refusal);
    }

    private static RecordCommand Command(StaffId consultant) => RecordCommand.Of(Caller.Of(consultant), CommandId.New(), "Book", Sample.Now);

    private static AppointmentRecord Wanted(StaffId doctor, StaffId consultant, DateTimeOffset at) => Sample.Appointment(doctor, consultant, at, wall: "2026-11-24T12:00");
}
