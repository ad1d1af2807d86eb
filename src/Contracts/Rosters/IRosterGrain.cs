namespace Medzdrav.Contracts;

/// <summary>The roster of a member of the staff. Key: <see cref="StaffId"/>.</summary>
[Alias("IRosterGrain")]
public interface IRosterGrain : IGrainWithStringKey
{
    /// <summary>The roster as it stands.</summary>
    /// <returns>It, or refused: notFound (no such member, or one without a desk).</returns>
    [Alias("Read")] Task<Reply<RosterView>> Read();

    /// <summary>The hours that the roster comes to in a week, on the wall of its zone.</summary>
    /// <param name="day">Any day of the week.</param>
    /// <returns>The week, or refused: notFound.</returns>
    [Alias("Week")] Task<Reply<RosterWeek>> Week(DateOnly day);

    /// <summary>The hours that begin on some days, on the wall of the roster's zone: for a file.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, at most 366 days later.</param>
    /// <returns>The roster, with these hours as its only ones, each of a single day; or refused: notFound, invalid.</returns>
    [Alias("Between")] Task<Reply<RosterView>> Between(DateOnly first, DateOnly last);

    /// <summary>Saves the whole roster in the place of the former one. Stored before the reply; idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="keeper">The member who changes it.</param>
    /// <param name="plan">The roster as it is to be.</param>
    /// <param name="basedOn">The version that was seen.</param>
    /// <param name="accepted">The touched bookings that were shown and accepted; others keep the roster from being saved.</param>
    /// <returns>Saved or the bookings that it would touch, or refused: notFound, invalid, rosterConflict (hours overlap; says which), rosterChanged (another version stands), commandReused.</returns>
    [Alias("Save")] Task<Reply<RosterSaved>> Save(CommandId command, StaffId keeper, RosterPlan plan, long basedOn, AppointmentId[] accepted);

    /// <summary>Reads a file of hours into the member's roster, without saving it.</summary>
    /// <returns>The roster as it would be, or refused: notFound, invalid (no such file).</returns>
    [Alias("ReadFile")] Task<Reply<RosterFileRead>> ReadFile(RosterFileKind kind, string text);
}

/// <summary>All rosters. Key: 0.</summary>
[Alias("IRostersGrain")]
public interface IRostersGrain : IGrainWithIntegerKey
{
    /// <summary>All members who may have a roster, by name.</summary>
    [Alias("Members")] Task<Reply<RosterList>> Members();

    /// <summary>A week of all who are of one specialty.</summary>
    /// <param name="specialty">Which; null for the first that anybody has.</param>
    /// <param name="day">Any day of the week; null for today.</param>
    /// <returns>The week, or refused: notFound (nobody is of it).</returns>
    [Alias("Week")] Task<Reply<RosterBoard>> Week(string? specialty, DateOnly? day);
}
