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

    /// <summary>The longest time of a file: a year.</summary>
    private const int MaxDaysOfFile = 366;

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
        var booked = (await stores.Appointments.AheadAsync(Id, Now)).Select(one => (Begins: clock.WallAt(one.StartsAt), one.OutsideRoster)).ToArray();
        var shifts = RosterCalendar.DaysOf(roster.Plan, week[0], week[^1]);
        return new RosterWeek(
            View(member, roster), week[0], shifts, [.. week.Where(Holidays.Include)], [.. week.Select(one => booked.Count(begins => DateOnly.FromDateTime(begins.Begins) == one))], [.. shifts.Select(shift => ScopeOf(roster.Plan, shift))],
            [.. booked.Where(one => one.OutsideRoster && week.Contains(DateOnly.FromDateTime(one.Begins))).Select(one => one.Begins)], clock.DayAt(Now));
    }

    /// <inheritdoc />
    public async Task<Reply<RosterView>> Between(DateOnly first, DateOnly last)
    {
        if (await Member() is not { } member)
            return Refusal.NotFound;
        if (last < first || last.DayNumber - first.DayNumber > MaxDaysOfFile)
            return Refusal.Invalid;
        var roster = await Standing();
        return View(member, roster with { Plan = RosterPlan.Empty(roster.Plan.Zone) with { Days = RosterCalendar.DaysOf(roster.Plan, first, last) } });
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

    private static RosterScope ScopeOf(RosterPlan plan, RosterDay shift) =>
        !RosterEdits.TryFind(plan, shift, out var hours) || hours is null ? RosterScope.Once : hours.Days.Length > 1 ? RosterScope.Pattern : RosterScope.Weekday;

    private RosterView View(Standing member, RosterRecord roster) => new(Id, member.Name, RosterRules.SpecialtiesOf(member), roster.Plan, roster.Version, Now);

    private Reply<RosterSaved> Saved(Standing member, Reply<RosterRecord> stored, IReadOnlyList<TouchedBooking> touched) =>
        stored.Value is { } roster ? new RosterSaved(View(member, roster), Saved: true, [.. touched]) : stored.Refusal!;
}
