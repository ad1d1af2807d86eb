using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The records that are stored with the end of a task about a booking: that the patient was told, how, by whom, and the message that tells them.</summary>
internal sealed class Tellings(Medcards medcards, InsurerBook insurers, IOptions<LimitOptions> options, TimeProvider clock)
{
    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A consultant ends a task. Whoever could not be reached gets an SMS.</summary>
    /// <param name="added">The task.</param>
    /// <param name="staff">The consultant.</param>
    /// <param name="staffName">Their name.</param>
    /// <param name="outcome">How it ended.</param>
    public async Task<IReadOnlyList<RecordChange>> Ended(TaskAdded added, StaffId staff, string staffName, TaskOutcome outcome)
    {
        if (added.Task is not { Appointment: { } about } task)
            return [];
        List<RecordChange> records = [medcards.Changed(Reader.AtDesk(staff), Purpose.Booking, AuditSubject.Appointment, about.PatientId)];
        if (task.Kind != TaskKind.Appointment)
            return records;
        if (outcome == TaskOutcome.Done)
            records.Add(new PatientTold(about.AppointmentId, about.Version, Now, TaskRules.WayOf(about.TellBy), staff, staffName));
        else if (outcome == TaskOutcome.NotReached)
            records.AddRange(await BySms(added));
        return records;
    }

    /// <summary>A consultant declines a wish, in words that the patient gets.</summary>
    public async Task<IReadOnlyList<RecordChange>> Declined(TaskAdded added, StaffId staff, string words)
    {
        var about = added.Task.Appointment!;
        List<RecordChange> records = [medcards.Changed(Reader.AtDesk(staff), Purpose.Booking, AuditSubject.Appointment, about.PatientId)];
        if (await Reach(about.PatientId) is var (phone, insurer))
            records.Add(BookingMessages.Declined(added, phone, insurer, Zone, words, Now));
        return records;
    }

    /// <summary>The message that tells of a booking, and that it does; nothing for a person without a number.</summary>
    public async Task<IReadOnlyList<RecordChange>> BySms(TaskAdded added)
    {
        var about = added.Task.Appointment!;
        return await Reach(about.PatientId) is var (phone, insurer)
            ? [BookingMessages.Of(added, phone, insurer, Zone, Now), new PatientTold(about.AppointmentId, about.Version, Now, ToldBy.Sms)]
            : [];
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    /// <summary>The number that the person has now, and the insurer in whose name it is written to.</summary>
    private async Task<(string Phone, InsurerRecord Insurer)?> Reach(PatientId patient)
    {
        if (await medcards.Person(Reader.Platform, patient) is not { Phone: { } phone } person)
            return null;
        return (phone, await insurers.OfAsync(PatientSnapshots.ValidPolicy(person, options.Value.DateOf(Now))?.Insurer.InsurerId));
    }
}
