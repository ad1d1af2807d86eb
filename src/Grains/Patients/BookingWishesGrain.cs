using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The wishes of an account about its persons' bookings. Keeps nothing: what was wished for is a task.</summary>
internal sealed class BookingWishesGrain(BookingWishStores stores, BookingBell bell, Allowances allowances, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IBookingWishesGrain
{
    private const int MaxCharacters = 1_000;

    private AccountId Id => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public async Task<Reply<WishAccepted>> Wish(CommandId command, AppointmentId appointment, bool isOff, string? words)
    {
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(Wish), Now, appointment.Value, isOff.ToString(), words);
        if (await stores.Commands.FirstAnswerAsync<StandingTask>(order) is { } first)
            return Accepted(first, appointment);
        if (await Opening.IsTap(GrainFactory, Caller.Of(Id), command))
            return Refusal.CommandReused;
        var people = (await stores.Medcards.Family(Reader.Holder, Purpose.Own, Id)).People;
        if (await stores.Appointments.FindAsync(appointment) is not { } booked || people.FirstOrDefault(person => person.Id == booked.Patient) is not { } person)
            return Refusal.NotFound;
        if (words?.Length > MaxCharacters)
            return Refusal.TextLongerThan(MaxCharacters);
        if (booked.State != AppointmentState.Booked || booked.StartsAt <= Now)
            return Refusal.AppointmentOver;
        if (!await allowances.MayWish(Id))
            return Refusal.TooMany;
        var news = isOff ? AppointmentNews.CancelWished : AppointmentNews.MoveWished;
        var doctor = (await stores.Staff.FindAsync(booked.Doctor))?.Name ?? "";
        var whose = new BookedPerson(person, IsOfSeveral: people.Count > 1);
        var reply = await stores.Tasks.AddWishAsync(order, BookingTasks.Wish(booked, whose, doctor, news, await Said(words, appointment), order, options.Value));
        if (reply.Value is not { } standing)
            return reply.Refusal!;
        GrainFactory.GrainOf<ITellingGrain>(standing.TaskId.Value).Wake().Ignore();
        // The login's other pages show the wish, too.
        await bell.Ring(booked.Id, booked.Version, booked.Patient);
        return Accepted(reply, appointment);
    }

    /// <summary>The words of a wish; where none are said now, those that were said before.</summary>
    private async Task<string?> Said(string? words, AppointmentId appointment) =>
        !TypedText.IsBlank(words) ? words.Trim() : await stores.Tasks.WishesAsync([appointment]) is [{ Appointment: { } standing }] ? standing.Words : null;

    private Reply<WishAccepted> Accepted(Reply<StandingTask> reply, AppointmentId appointment) =>
        reply.Value is { } standing ? new WishAccepted(appointment, standing.AskedAt, Now) : reply.Refusal!;
}
