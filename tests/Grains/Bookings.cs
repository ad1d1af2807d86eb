using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>Doctors with hours all round the clock, and bookings with them.</summary>
internal sealed class Bookings(Clinic clinic)
{
    private static readonly TimeSpan Steps = TimeSpan.FromSeconds(10);

    private readonly IBookingGrain _consultant = clinic.Grains.GetGrain<IBookingGrain>($"consultant-{Guid.NewGuid():N}");

    private DateTimeOffset Now => clinic.Clock.GetUtcNow();

    /// <summary>The first slot that is at least so far ahead.</summary>
    public DateTimeOffset Ahead(TimeSpan atLeast) => Quarters.Begin(Quarters.After(Now + atLeast));

    public async Task<StaffId> Doctor(StaffId? known = null)
    {
        var id = known ?? new StaffId($"doctor-{Guid.NewGuid():N}");
        if (known is null)
            clinic.Records.Add(new StaffRecord(id, id.Value, "", "Белов Пётр", [Post.Therapist]));
        var plan = RosterPlan.Empty("Europe/Moscow") with { Hours = [new RosterHours(RosterKind.Booking, "therapist", Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true)] };
        Assert.True((await clinic.Grains.GetGrain<IRosterGrain>(id.Value).Save(CommandId.New(), id, plan, 0, [])).Value!.Saved);
        return id;
    }

    public async Task<AppointmentView> Book(Insured person, StaffId doctor, DateTimeOffset at, string? documents = null, SessionMode? mode = null, TellBy tellBy = TellBy.Chat) =>
        (await _consultant.Book(CommandId.New(), new BookingOrder(person.Patient, doctor, "therapist", at, new BookingTerms("Кашель", Repeated: false, documents, tellBy, TellWhom.Patient, Mode: mode)))).Value!;

    public async Task<AppointmentView> Move(AppointmentView booked, DateTimeOffset at) =>
        (await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, booked.Version, at, "Просит иначе"))).Value!;

    public Task<Reply<AppointmentView>> Cancel(AppointmentView booked, CancelledBy by) => _consultant.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, booked.Version, by, "Передумала"));

    public async Task<AppointmentView> Read(AppointmentView booked) =>
        (await _consultant.Appointments(booked.PatientId)).Value!.Appointments.Single(one => one.AppointmentId == booked.AppointmentId);

    /// <summary>The messages to a person about the day of a booking, the first ones first.</summary>
    public async Task<string[]> Sms(Insured person)
    {
        var phone = (await clinic.Records.FindAsync(person.Patient))!.Phone;
        return [.. (await clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(phone)).Select(sms => sms.Text).Where(text => text.Contains("напоминаем") || text.Contains("закрыта")).Reverse()];
    }

    /// <summary>Lets time pass up to an instant: all but the last seconds at once, as where nothing ran meanwhile.</summary>
    public async Task PassTo(DateTimeOffset at)
    {
        if (at - Now > Steps)
            await clinic.Jump(at - Now - Steps);
        await clinic.Pass(at - Now);
    }

    /// <summary>Lets seconds pass until a person has so many messages, or some seconds are over in vain.</summary>
    public async Task<string[]> SmsSoon(Insured person, int count)
    {
        await Soon(async () => (await Sms(person)).Length >= count, seconds: 8);
        return await Sms(person);
    }

    /// <summary>Lets some seconds pass until a booking has ended.</summary>
    public async Task<AppointmentView> EndedSoon(AppointmentView booked, int seconds = 8)
    {
        await Soon(async () => (await Read(booked)).State != AppointmentState.Booked, seconds);
        return await Read(booked);
    }

    /// <summary>Lets seconds pass until something is so; what was due at each has happened before the next.</summary>
    public async Task Soon(Func<Task<bool>> holds, int seconds)
    {
        for (var passed = 0; passed < seconds && !await holds(); passed++)
        {
            await clinic.Pass(TimeSpan.FromSeconds(1));
            for (var looks = 0; looks < 10 && !await holds(); looks++)
                await clinic.Gateway.Told(TimeSpan.FromMilliseconds(20));
        }
    }
}
