using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>A booking's day, with a clock of each test's own: one reminder, and an end where nobody can be connected.</summary>
public sealed class AppointmentDayTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();
    private Bookings _bookings = null!;

    public async ValueTask InitializeAsync()
    {
        await _clinic.InitializeAsync();
        _bookings = new Bookings(_clinic);
    }

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task Ten_minutes_before_the_patient_is_reminded_once_by_the_time_of_the_clinic()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(40)));
        await _bookings.Book(anna, doctor, at);

        await _bookings.PassTo(at.AddMinutes(-10).AddSeconds(-1));
        Assert.Empty(await _bookings.Sms(anna));

        var told = Assert.Single(await _bookings.SmsSoon(anna, 1));
        Assert.Contains($"{at.ToOffset(TimeSpan.FromHours(3)):HH:mm} по Москве", told);
        Assert.DoesNotContain("Белов", told);
        Assert.True(at.AddMinutes(-10).AddSeconds(10) >= _clinic.Clock.GetUtcNow());
        await _bookings.PassTo(at.AddMinutes(-1));
        Assert.Single(await _bookings.Sms(anna));
    }

    [Fact]
    public async Task Of_several_persons_of_a_login_the_reminder_says_whose_consultation_it_is()
    {
        var (anna, at) = (_clinic.Person(), _bookings.Ahead(TimeSpan.FromMinutes(40)));
        _clinic.Records.Add((await _clinic.Records.FindAsync(anna.Patient))! with { Id = new PatientId($"p{Guid.NewGuid():N}"), Name = "Иванов Пётр" });
        await _bookings.Book(anna, await _bookings.Doctor(), at);
        await _bookings.PassTo(at.AddMinutes(-10));
        Assert.Contains("напоминаем о консультации врача (Анна) ", Assert.Single(await _bookings.SmsSoon(anna, 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(601)]
    [InlineData(600)]
    [InlineData(599)]
    [InlineData(480)]
    public async Task A_booking_made_at_the_edge_of_the_reminders_time_is_reminded_of_once(int secondsBefore)
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(12)));
        await _bookings.PassTo(at.AddSeconds(-secondsBefore));

        await _bookings.Book(anna, doctor, at);

        Assert.Single(await _bookings.SmsSoon(anna, 1));
        await _clinic.Pass(TimeSpan.FromMinutes(2));
        Assert.Single(await _bookings.Sms(anna));
    }

    [Fact]
    public async Task A_booking_moved_from_in_two_hours_to_in_eight_minutes_is_reminded_of_at_once_and_not_for_its_old_time()
    {
        var (anna, doctor, soon) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(9)));
        var booked = await _bookings.Book(anna, doctor, soon.AddMinutes(120));
        await _bookings.PassTo(soon.AddMinutes(-8));

        await _bookings.Move(booked, soon);

        Assert.Contains($"{soon.ToOffset(TimeSpan.FromHours(3)):HH:mm}", Assert.Single(await _bookings.SmsSoon(anna, 1)));
        await _bookings.PassTo(soon.AddMinutes(-1));
        Assert.Single(await _bookings.Sms(anna));
    }

    [Fact]
    public async Task A_booking_moved_three_times_within_the_reminders_time_is_reminded_of_once_for_each_time_that_came()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        var booked = await _bookings.Book(anna, doctor, at);
        await _bookings.PassTo(at.AddMinutes(-9));
        Assert.Single(await _bookings.SmsSoon(anna, 1));

        booked = await _bookings.Move(booked, at.AddMinutes(15));
        booked = await _bookings.Move(booked, at.AddMinutes(30));
        booked = await _bookings.Move(booked, at.AddMinutes(45));

        foreach (var minutes in new[] { 5, 20, 34 })
            await _bookings.PassTo(at.AddMinutes(minutes).AddSeconds(3));
        Assert.Single(await _bookings.Sms(anna));
        await _bookings.PassTo(at.AddMinutes(36));
        Assert.Contains($"{at.AddMinutes(45).ToOffset(TimeSpan.FromHours(3)):HH:mm}", (await _bookings.SmsSoon(anna, 2))[^1]);
        Assert.Equal(2, (await _bookings.Sms(anna)).Length);
    }

    [Theory]
    [InlineData(CancelledBy.Patient)]
    [InlineData(CancelledBy.Clinic)]
    public async Task A_cancelled_booking_reminds_nobody_and_is_never_closed(CancelledBy by)
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        var booked = await _bookings.Book(anna, doctor, at);
        Assert.NotNull((await _bookings.Cancel(booked, by)).Value);

        foreach (var minutes in new[] { -10, -8, 0, 15, 16 })
            await _bookings.PassTo(at.AddMinutes(minutes).AddSeconds(4));

        Assert.Empty(await _bookings.Sms(anna));
        Assert.Equal(AppointmentState.Cancelled, (await _bookings.Read(booked)).State);
    }

    [Fact]
    public async Task The_patient_of_a_doctor_who_was_disabled_in_between_is_reminded_all_the_same()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        await _bookings.Book(anna, doctor, at);
        _clinic.Records.Change(doctor, member => member with { IsEnabled = false });
        await _bookings.PassTo(at.AddMinutes(-10));
        Assert.Single(await _bookings.SmsSoon(anna, 1));
    }

    [Fact]
    public async Task After_an_outage_the_patient_is_reminded_at_once_as_long_as_the_start_is_ahead()
    {
        var (anna, boris, doctor, at) = (_clinic.Person(), _clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(13)));
        await _bookings.Book(anna, doctor, at);
        await _bookings.Book(boris, await _bookings.Doctor(), at);
        await _bookings.PassTo(at.AddMinutes(-12));
        Assert.Empty(await _bookings.Sms(anna));

        // Nothing runs for four minutes.
        await _clinic.Jump(TimeSpan.FromMinutes(4));

        Assert.Single(await _bookings.SmsSoon(anna, 1));
        Assert.Single(await _bookings.SmsSoon(boris, 1));
        await _bookings.PassTo(at.AddMinutes(-1));
        Assert.Single(await _bookings.Sms(anna));
    }

    [Fact]
    public async Task After_an_outage_over_the_start_nobody_is_reminded()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        await _bookings.Book(anna, doctor, at);
        await _clinic.Jump(at.AddSeconds(1) - _clinic.Clock.GetUtcNow());
        await _clinic.Pass(TimeSpan.FromSeconds(6));
        Assert.Empty(await _bookings.Sms(anna));
    }

    [Fact]
    public async Task Whoever_is_not_there_within_fifteen_minutes_is_closed_once_and_told_and_the_time_is_free()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        var booked = await _bookings.Book(anna, doctor, at);
        await _bookings.PassTo(at.AddMinutes(-10));
        Assert.Single(await _bookings.SmsSoon(anna, 1));
        foreach (var minutes in new[] { 0, 5, 14 })
            await _bookings.PassTo(at.AddMinutes(minutes).AddSeconds(4));
        await _bookings.PassTo(at.AddMinutes(15).AddSeconds(-1));
        Assert.Equal(AppointmentState.Booked, (await _bookings.Read(booked)).State);

        var closed = await _bookings.EndedSoon(booked);

        Assert.Equal((AppointmentState.NoConnection, 2), (closed.State, closed.Version));
        Assert.True(_clinic.Clock.GetUtcNow() < at.AddMinutes(15).AddSeconds(10));
        Assert.All(closed.Attempts!, attempt => Assert.Equal(MissingSide.Patient, attempt.Missing));
        Assert.InRange(closed.Attempts!.Length, 2, 6);
        Assert.Contains("связаться с вами не удалось", (await _bookings.SmsSoon(anna, 2))[1]);
        await _clinic.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(2, (await _bookings.Sms(anna)).Length);
        Assert.Equal("appointmentOver", (await _bookings.Cancel(closed, CancelledBy.Clinic)).Refusal!.Code);
    }

    [Fact]
    public async Task Whoever_is_online_is_never_closed_by_it_nor_whoever_is_in_a_session()
    {
        var (anna, boris, at) = (_clinic.Person(), _clinic.Person(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        var (online, calling) = (await _bookings.Book(anna, await _bookings.Doctor(), at), await _bookings.Book(boris, await _bookings.Doctor(), at));
        _clinic.Gateway.Online[anna.Account] = true;
        await _bookings.PassTo(at);
        await boris.Call();
        await _bookings.Soon(() => Task.FromResult(!_clinic.Gateway.Opened.IsEmpty), seconds: 10);
        await _clinic.Gateway.Join(anna.Caller, _clinic.Gateway.Opened.Single().SessionId);

        await _clinic.Pass(TimeSpan.FromMinutes(17));

        Assert.Equal(AppointmentState.Booked, (await _bookings.Read(online)).State);
        Assert.Equal(AppointmentState.Booked, (await _bookings.Read(calling)).State);
    }

    [Fact]
    public async Task Whoever_was_online_after_the_start_and_left_is_not_told_that_there_was_no_connection()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        var booked = await _bookings.Book(anna, doctor, at);
        await _bookings.PassTo(at.AddMinutes(-10));
        // Came before the time, and left the waiting room.
        await anna.Leave((await anna.Call()).Session);
        await _bookings.PassTo(at.AddMinutes(3));
        _clinic.Gateway.Online[anna.Account] = true;
        var appointments = _clinic.Cluster.GetSiloServiceProvider().GetRequiredService<IAppointments>();
        await _bookings.Soon(async () => (await appointments.FindAsync(booked.AppointmentId))!.CalledAt is not null, seconds: 90);
        Assert.True(_clinic.Gateway.Online.TryRemove(anna.Account, out _));
        await _bookings.PassTo(at.AddMinutes(15));

        Assert.Equal(AppointmentState.NotHeld, (await _bookings.EndedSoon(booked, seconds: 70)).State);
        Assert.Empty(_clinic.Gateway.Opened);
        await _clinic.Pass(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(await _bookings.Sms(anna), text => text.Contains("закрыта"));
    }

    [Fact]
    public async Task Whoever_left_a_session_after_the_start_while_nobody_looked_is_not_told_that_there_was_no_connection()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        var booked = await _bookings.Book(anna, doctor, at);
        await _bookings.PassTo(at.AddMinutes(-5));
        var (session, _) = await anna.Call();
        _clinic.Failing = nameof(IWakes.Wake);
        await _bookings.PassTo(at.AddSeconds(10));
        await anna.Leave(session);
        _clinic.Failing = null;
        await _bookings.PassTo(at.AddMinutes(15));

        Assert.Equal(AppointmentState.NotHeld, (await _bookings.EndedSoon(booked, seconds: 120)).State);
        await _clinic.Pass(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(await _bookings.Sms(anna), text => text.Contains("закрыта"));
    }

    [Fact]
    public async Task A_cluster_that_was_down_over_the_end_of_the_time_closes_within_a_minute_of_its_start_and_not_before_everybody_could_come_back()
    {
        var (anna, doctor, at) = (_clinic.Person(), await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromMinutes(11)));
        var booked = await _bookings.Book(anna, doctor, at);
        foreach (var minutes in new[] { 0, 12 })
            await _bookings.PassTo(at.AddMinutes(minutes).AddSeconds(3));
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.GetGrain<IAppointmentGrain>(booked.AppointmentId.Value));
        await _clinic.Jump(TimeSpan.FromMinutes(20));
        var started = _clinic.Clock.GetUtcNow();

        await _clinic.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(AppointmentState.Booked, (await _bookings.Read(booked)).State);
        Assert.Equal(AppointmentState.NoConnection, (await _bookings.EndedSoon(booked, seconds: 20)).State);
        Assert.True(_clinic.Clock.GetUtcNow() <= started.AddSeconds(60));
    }
}
