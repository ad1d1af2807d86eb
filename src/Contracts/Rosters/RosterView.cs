using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A member's roster as those who keep it see it.</summary>
/// <param name="StaffId">The member.</param>
/// <param name="Name">Full name.</param>
/// <param name="Specialties">As what the member may be planned: <c>consultant</c>, <c>therapist</c>, <c>paediatrician</c>, specialties in Russian.</param>
/// <param name="Plan">The roster.</param>
/// <param name="Version">Grows with each change; 0 where none was ever saved.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("RosterView")]
public sealed record RosterView(
    [property: Id(0)] StaffId StaffId,
    [property: Id(1)] string Name,
    [property: Id(2)] string[] Specialties,
    [property: Id(3)] RosterPlan Plan,
    [property: Id(4)] long Version,
    [property: Id(5)] DateTimeOffset Now);

/// <summary>The hours that a roster comes to in a week.</summary>
/// <param name="Roster">The roster.</param>
/// <param name="Monday">The week's first day.</param>
/// <param name="Shifts">The hours that begin in it, the soonest first.</param>
/// <param name="Holidays">The public holidays in it.</param>
/// <param name="Booked">How many bookings begin on each of its days, from Monday on.</param>
/// <param name="Scopes">How far a change of each of <paramref name="Shifts"/> may go: once only for hours of a single day, a day of the week, or all days of weekly hours.</param>
/// <param name="Outside">When bookings begin that the roster does not plan, as they are on the wall: <c>2026-12-01T09:00</c>.</param>
/// <param name="Today">The day it is at the member's place.</param>
[GenerateSerializer, Immutable, Alias("RosterWeek")]
public sealed record RosterWeek(
    [property: Id(0)] RosterView Roster,
    [property: Id(1)] DateOnly Monday,
    [property: Id(2)] RosterDay[] Shifts,
    [property: Id(3)] DateOnly[] Holidays,
    [property: Id(4)] int[] Booked,
    [property: Id(5)] RosterScope[] Scopes,
    [property: Id(6)] DateTime[] Outside,
    [property: Id(7)] DateOnly Today);

/// <summary>A week of all who are of one specialty.</summary>
/// <param name="Specialty">Which.</param>
/// <param name="Monday">The week's first day.</param>
/// <param name="Rows">The members by name.</param>
/// <param name="Holidays">The public holidays in it.</param>
/// <param name="Specialties">All specialties that somebody has.</param>
/// <param name="Today">The clinic's civil day.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("RosterBoard")]
public sealed record RosterBoard(
    [property: Id(0)] string Specialty,
    [property: Id(1)] DateOnly Monday,
    [property: Id(2)] RosterBoardRow[] Rows,
    [property: Id(3)] DateOnly[] Holidays,
    [property: Id(4)] string[] Specialties,
    [property: Id(5)] DateOnly Today,
    [property: Id(6)] DateTimeOffset Now);

/// <summary>A member's week in one specialty, on the wall of the member's zone.</summary>
/// <param name="StaffId">The member.</param>
/// <param name="Name">Full name.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Shifts">The hours that begin in the week, the soonest first.</param>
/// <param name="Booked">How many bookings begin on each day, from Monday on.</param>
/// <param name="Outside">How many of them the roster does not plan.</param>
[GenerateSerializer, Immutable, Alias("RosterBoardRow")]
public sealed record RosterBoardRow(
    [property: Id(0)] StaffId StaffId, [property: Id(1)] string Name, [property: Id(2)] string Zone, [property: Id(3)] RosterDay[] Shifts, [property: Id(4)] int[] Booked, [property: Id(5)] int[] Outside);

/// <summary>All who may have a roster.</summary>
/// <param name="Members">By name.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("RosterList")]
public sealed record RosterList([property: Id(0)] RosterMember[] Members, [property: Id(1)] DateTimeOffset Now);

/// <summary>A member of the staff who may have a roster.</summary>
/// <param name="StaffId">The member.</param>
/// <param name="Name">Full name.</param>
/// <param name="Specialties">As what the member may be planned.</param>
/// <param name="Version">The version of the roster; 0 where none was ever saved.</param>
[GenerateSerializer, Immutable, Alias("RosterMember")]
public sealed record RosterMember([property: Id(0)] StaffId StaffId, [property: Id(1)] string Name, [property: Id(2)] string[] Specialties, [property: Id(3)] long Version);

/// <summary>The answer to a change of a roster: saved, or the bookings that it would touch.</summary>
/// <param name="Roster">The roster as it stands: the new one when <paramref name="Saved"/>.</param>
/// <param name="Saved">False: bookings would lie outside of the new roster, and were not accepted. Nothing was changed.</param>
/// <param name="Touched">The bookings that the new roster does not plan any more, the soonest first. They stay, and are marked once it is saved.</param>
[GenerateSerializer, Immutable, Alias("RosterSaved")]
public sealed record RosterSaved([property: Id(0)] RosterView Roster, [property: Id(1)] bool Saved, [property: Id(2)] TouchedBooking[] Touched);

/// <summary>A booking that a roster does not plan any more. It names no patient: those who keep rosters see none.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Specialty">Of which specialty.</param>
[GenerateSerializer, Immutable, Alias("TouchedBooking")]
public sealed record TouchedBooking([property: Id(0)] AppointmentId AppointmentId, [property: Id(1)] DateTimeOffset StartsAt, [property: Id(2)] string Specialty);

/// <summary>A file of hours as it would be taken: nothing is saved by reading it.</summary>
/// <param name="Plan">The member's roster with what was read in it.</param>
/// <param name="Bad">Lines that can't be taken, at most 100.</param>
/// <param name="Noted">Lines that were taken otherwise than they stand there, as a recurrence without an end; at most 100.</param>
[GenerateSerializer, Immutable, Alias("RosterFileRead")]
public sealed record RosterFileRead([property: Id(0)] RosterPlan Plan, [property: Id(1)] RosterFileLine[] Bad, [property: Id(2)] RosterFileLine[] Noted);

/// <summary>A word on a line of a file of hours.</summary>
/// <param name="Line">The line in a table from 1; in a calendar the number of the event.</param>
/// <param name="Reason">In Russian.</param>
[GenerateSerializer, Immutable, Alias("RosterFileLine")]
public sealed record RosterFileLine([property: Id(0)] int Line, [property: Id(1)] string Reason);

/// <summary>The kinds of files with hours.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RosterFileKind>))]
public enum RosterFileKind
{
    /// <summary>A table: kind, specialty, days, from, until, first day, last day.</summary>
    Csv,

    /// <summary>An iCalendar file (RFC 5545): each event is hours of single days.</summary>
    Ics,
}
