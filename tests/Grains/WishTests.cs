using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>S4.6: a wish that the patient changed is not answered as it was before, and its answer is read at once.</summary>
public sealed class WishTests(Clinic clinic) : IClassFixture<Clinic>
{
    private readonly Bookings _bookings = new(clinic);

    [Fact]
    public async Task A_wish_that_was_changed_since_it_was_taken_is_not_declined_before_it_is_taken_again()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person);
        var wish = await Wish(desk, person, booked, isOff: false);
        await desk.ClaimTask(CommandId.New(), wish.TaskId);
        await clinic.Pass(TimeSpan.FromSeconds(1));
        var changed = await Wish(desk, person, booked, isOff: true);
        Assert.Equal((wish.TaskId, AppointmentNews.CancelWished), (changed.TaskId, changed.Appointment!.News));

        Assert.Equal(("appointmentChanged", "Пациент изменил просьбу. Прочитайте её и решите ещё раз."), await Refusal(desk.DeclineWish(CommandId.New(), wish.TaskId, "Раньше времени нет")));
        await desk.ClaimTask(CommandId.New(), wish.TaskId);
        Assert.NotNull((await desk.DeclineWish(CommandId.New(), wish.TaskId, "Отменить нельзя")).Value);

        Assert.Equal((WishAnswer.Declined, "Отменить нельзя"), (await Read(person) is { } read ? (read.Answer!.Value, read.Words!) : default));
    }

    [Fact]
    public async Task A_booking_is_not_changed_as_the_answer_to_a_wish_that_is_none_any_more()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person);
        var first = await Wish(desk, person, booked, isOff: true);
        await clinic.Pass(TimeSpan.FromSeconds(1));
        var second = await Wish(desk, person, booked, isOff: false);
        var consultant = clinic.Grains.GetGrain<IBookingGrain>("another");

        Assert.Equal("appointmentChanged", (await consultant.Cancel(CommandId.New(), Off(booked, first.AskedAt))).Refusal?.Code);
        Assert.Equal("appointmentChanged", (await consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, booked.StartsAt.AddHours(1), "Просит", WishAskedAt: first.AskedAt))).Refusal?.Code);
        Assert.Null((await _bookings.Read(booked)).CancelReason);
        Assert.NotNull((await consultant.Cancel(CommandId.New(), Off(booked, second.AskedAgainAt))).Value);
    }

    [Fact]
    public async Task A_booking_is_not_changed_over_a_wish_that_nobody_saw()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person);
        var wish = await Wish(desk, person, booked, isOff: true);
        var consultant = clinic.Grains.GetGrain<IBookingGrain>("another");

        Assert.Equal("appointmentChanged", (await consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, booked.StartsAt.AddHours(1), "Врач просит"))).Refusal?.Code);
        Assert.Equal("appointmentChanged", (await consultant.Cancel(CommandId.New(), Off(booked, null))).Refusal?.Code);
        Assert.NotNull((await consultant.Cancel(CommandId.New(), Off(booked, wish.AskedAt))).Value);
    }

    [Fact]
    public async Task Whoever_holds_a_wish_that_was_changed_since_does_not_cancel_the_booking_either()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (desk, person) = ((IConsultantGrain)consultant.Grain, clinic.Person());
        var booked = await Book(person);
        var wish = await Wish(desk, person, booked, isOff: true);
        await desk.ClaimTask(CommandId.New(), wish.TaskId);
        await clinic.Pass(TimeSpan.FromSeconds(1));
        await Wish(desk, person, booked, isOff: false);

        var own = clinic.Grains.GetGrain<IBookingGrain>(consultant.Id.Value);
        Assert.Equal("appointmentChanged", (await own.Cancel(CommandId.New(), Off(booked, null))).Refusal?.Code);
        await desk.ClaimTask(CommandId.New(), wish.TaskId);
        Assert.NotNull((await own.Cancel(CommandId.New(), Off(booked, null))).Value);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_wish_that_was_put_off_comes_back_when_the_patient_changes_it()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person);
        var wish = await Wish(desk, person, booked, isOff: true);
        await desk.ClaimTask(CommandId.New(), wish.TaskId);
        var put = (await desk.PostponeTask(CommandId.New(), wish.TaskId, clinic.Clock.GetUtcNow().AddHours(5))).Value!;
        Assert.Equal(put.DueAt, put.PutOffUntil);

        var changed = await Wish(desk, person, booked, isOff: false);

        Assert.Equal((null, true), (changed.PutOffUntil, changed.DueAt < put.DueAt));
    }

    [Fact]
    public async Task The_pages_of_the_login_hear_of_a_wish_and_of_its_answer_and_consultants_of_each_step()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person);
        await clinic.Pass(TimeSpan.FromSeconds(2));
        clinic.Gateway.Appointments.Clear();

        var wish = await Wish(desk, person, booked, isOff: true);
        await Rung(person);
        await desk.ClaimTask(CommandId.New(), wish.TaskId);
        await desk.DeclineWish(CommandId.New(), wish.TaskId, "Нельзя");
        await Rung(person);
    }

    private async Task Rung(Insured person)
    {
        await clinic.Soon(() => clinic.Gateway.Appointments.Any(push => push.Account == person.Account), "The login's pages are told.");
        clinic.Gateway.Appointments.Clear();
    }

    private static CancelOrder Off(AppointmentView booked, DateTimeOffset? seen) => new(booked.AppointmentId, 1, CancelledBy.Patient, "Просит отменить", seen);

    private static async Task<(string?, string?)> Refusal(Task<Reply<Done>> asked) => await asked is { Refusal: { } refusal } ? (refusal.Code, refusal.Message) : default;

    private async Task<AppointmentView> Book(Insured person) => await _bookings.Book(person, await _bookings.Doctor(), _bookings.Ahead(TimeSpan.FromHours(20)), tellBy: TellBy.Phone);

    private async Task<StaffTask> Wish(IConsultantGrain desk, Insured person, AppointmentView booked, bool isOff)
    {
        Assert.NotNull((await clinic.Grains.GetGrain<IBookingWishesGrain>(person.Account.Value).Wish(CommandId.New(), booked.AppointmentId, isOff, null)).Value);
        return Assert.Single((await desk.Tasks()).Value!.Tasks, task => task.Kind == TaskKind.Wish && task.Appointment!.AppointmentId == booked.AppointmentId);
    }

    private async Task<OwnWish?> Read(Insured person) => Assert.Single((await clinic.Grains.GetGrain<ICalendarGrain>(person.Account.Value).Appointments(null)).Value!.Appointments).Wish;

    private async Task<IConsultantGrain> Consultant()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        await clinic.Offline(consultant);
        return (IConsultantGrain)consultant.Grain;
    }
}
