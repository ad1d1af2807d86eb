using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A member's roster: one grain a member, so that two windows save one after the other.</summary>
internal sealed class RosterGrain(RosterStores stores, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IRosterGrain
{
    /// <summary>How often a change is decided anew because somebody booked meanwhile.</summary>
    private const int Tries = 10;

    /// <summary>The longest file of hours: what a message of the hub carries.</summary>
    private const int MaxFileCharacters = 150_000;

    private StaffId Id => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public async Task<Reply<RosterView>> Read() => await Member() is { } member ? View(member, await Standing()) : Refusal.NotFound;

    /// <inheritdoc />
    public async Task<Reply<RosterWeek>> Week(DateOnly day)
    {
        if (await Member() is not { } member)
            return Refusal.NotFound;
        var roster = await Standing();
        var week = RosterCalendar.WeekOf(day);
        var clock = Zones.ClockOf(roster.Plan.Zone);
        var booked = (await stores.Appointments.AheadAsync(Id, Now)).Select(one => clock.DayAt(one.StartsAt)).ToArray();
        var shifts = RosterCalendar.Shifts(roster.Plan, week[0], week[^1]).OrderBy(shift => shift.BeginsAtMinute)
            .Select(shift => new RosterDay(shift.Kind, shift.Specialty, shift.Day, WallHours.Text(shift.Hours.From), WallHours.Text(shift.Hours.Until), shift.BufferMinutes));
        return new RosterWeek(View(member, roster), week[0], [.. shifts], [.. week.Where(Holidays.Include)], [.. week.Select(one => booked.Count(begins => begins == one))]);
    }

    /// <inheritdoc />
    public async Task<Reply<RosterSaved>> Save(CommandId command, StaffId keeper, RosterPlan plan, long basedOn, AppointmentId[] accepted)
    {
        if (await Member() is not { } member)
            return Refusal.NotFound;
        string[] accepts = [.. accepted.Select(one => one.Value)];
        var order = RecordCommand.Of(Caller.Of(keeper), command, nameof(Save) + nameof(RosterPlan), Now, [Id.Value, $"{basedOn}", JsonSerializer.Serialize(plan, WireJson.Options), .. accepts]);
        if (await stores.Commands.FirstAnswerAsync<RosterRecord>(order) is { } first)
            return Saved(member, first, []);
        var checkedOne = RosterRules.Of(plan, RosterRules.SpecialtiesOf(member), options.Value.DateOf(Now));
        if (checkedOne.Value is not { } wanted)
            return checkedOne.Refusal!;
        for (var tries = 0; tries < Tries; tries++)
        {
            var seen = await Standing();
            if (seen.Version != basedOn)
                return Refusal.RosterChanged;
            var ahead = await stores.Appointments.AheadAsync(Id, Now);
            var touched = RosterRules.Touched(wanted, ahead.Select(booked => new TouchedBooking(booked.Id, booked.StartsAt, booked.Specialty)));
            if (touched.Any(one => !accepted.Contains(one.AppointmentId)))
                return new RosterSaved(View(member, seen), Saved: false, [.. touched]);
            AppointmentId[] outside = [.. touched.Select(one => one.AppointmentId)];
            var tasks = await stores.Stranded.OutsideOf(member, ahead.Where(booked => !booked.OutsideRoster && outside.Contains(booked.Id)), seen.Version + 1);
            if (await stores.Rosters.SaveAsync(order, seen, wanted, keeper, outside, tasks) is { } stored)
            {
                if (tasks.Count > 0)
                    GrainFactory.GrainOf<ICallbackGrain>(WakeKind.NewTasks).Wake().Ignore();
                return Saved(member, stored, touched);
            }
        }
        return Refusal.RosterChanged;
    }

    /// <inheritdoc />
    public async Task<Reply<RosterFileRead>> ReadFile(RosterFileKind kind, string text)
    {
        if (await Member() is not { } member)
            return Refusal.NotFound;
        if (text.Length > MaxFileCharacters)
            return Refusal.InvalidFor($"Файл слишком большой: не больше {RussianCount.Of(MaxFileCharacters, "знака", "знаков", "знаков")}.");
        var standing = await Standing();
        return await stores.Files.ReadAsync(kind, text, standing.Plan, RosterRules.SpecialtiesOf(member), options.Value.DateOf(Now)) is { } read
            ? read
            : Refusal.InvalidFor(kind == RosterFileKind.Ics ? "Это не календарь в формате iCalendar." : "Это не таблица графика: нужна строка заголовков с днями и временем.");
    }

    /// <summary>The member, if they may be planned at all; disabled ones, too, for their bookings are still there.</summary>
    private async Task<Standing?> Member() => (await stores.Staff.FindAsync(Id))?.Standing is { } member && RosterRules.SpecialtiesOf(member).Length > 0 ? member : null;

    private async Task<RosterRecord> Standing() => await stores.Rosters.FindAsync(Id) ?? new RosterRecord(Id, RosterPlan.Empty(options.Value.TimeZone), 0, 0);

    private RosterView View(Standing member, RosterRecord roster) => new(Id, member.Name, RosterRules.SpecialtiesOf(member), roster.Plan, roster.Version, Now);

    private Reply<RosterSaved> Saved(Standing member, Reply<RosterRecord> stored, IReadOnlyList<TouchedBooking> touched) =>
        stored.Value is { } roster ? new RosterSaved(View(member, roster), Saved: true, [.. touched]) : stored.Refusal!;
}
