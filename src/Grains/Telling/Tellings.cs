using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The records that are stored with what is done about a task: that the patient was told, how, by whom, and the message that tells them.</summary>
internal sealed class Tellings(Medcards medcards, InsurerBook insurers, BookingBell bell, IOptions<LimitOptions> options, TimeProvider clock)
{
    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A consultant ends a task. An SMS about it that no provider has yet is taken back: who told by word has told.</summary>
    /// <param name="added">The task.</param>
    /// <param name="staff">The consultant.</param>
    /// <param name="staffName">Their name.</param>
    /// <param name="outcome">How it ended.</param>
    public IReadOnlyList<RecordChange> Ended(TaskAdded added, StaffId staff, string staffName, TaskOutcome outcome)
    {
        if (added.Task is not { Appointment: { } about } task)
            return [];
        List<RecordChange> records = [Changed(about, staff)];
        if (added.Notice is { } message)
            records.Add(new NoticeTakenBack(message));
        if (task.Kind == TaskKind.Appointment && outcome == TaskOutcome.Done)
            records.Add(new PatientTold(about.AppointmentId, about.Version, Now, TaskRules.WayOf(about.TellBy), staff, staffName));
        return records;
    }

    /// <summary>A consultant could not reach the patient, who gets an SMS.</summary>
    /// <returns>The message; null for a person without a number.</returns>
    public Task<TaskMessage?> NotReached(TaskAdded added, StaffId staff) => Message(added, [Changed(added.Task.Appointment!, staff)]);

    /// <summary>A consultant declines a wish, in words that the patient gets by SMS.</summary>
    /// <returns>The message; null for a person without a number.</returns>
    public async Task<TaskMessage?> Declined(TaskAdded added, StaffId staff, string words)
    {
        var about = added.Task.Appointment!;
        return await Reach(about.PatientId) is var (phone, insurer)
            ? Of(BookingMessages.Declined(added, phone, insurer, Zone, words, Now), [Changed(about, staff)]) with { Answer = words }
            : null;
    }

    /// <summary>The message that tells of a booking; null for a person without a number.</summary>
    /// <param name="added">The task.</param>
    /// <param name="records">The records that are stored with it.</param>
    public async Task<TaskMessage?> Message(TaskAdded added, IReadOnlyList<RecordChange> records) =>
        await Reach(added.Task.Appointment!.PatientId) is var (phone, insurer) ? Of(BookingMessages.Of(added, phone, insurer, Zone, Now), records) : null;

    /// <summary>The provider has the message that tells of a booking.</summary>
    public static IReadOnlyList<RecordChange> BySms(TaskAdded added, DateTimeOffset at) =>
        added.Task is { Kind: TaskKind.Appointment, Appointment: { } about } ? [new PatientTold(about.AppointmentId, about.Version, at, ToldBy.Sms)] : [];

    /// <summary>Nobody answered a wish before the start, and the patient hears so. Nothing for a login that is nobody's, and where it is no news any more.</summary>
    public async Task<IReadOnlyList<RecordChange>> Unanswered(TaskAdded added)
    {
        var about = added.Task.Appointment!;
        return Now < about.StartsAt + BookingMessages.WorthKnowing && await medcards.Login(Reader.Platform, about.PatientId) is { } account && await Reach(about.PatientId) is var (_, insurer)
            ? [BookingMessages.Unanswered(about, DerivedId.Of("wish-unanswered", added.Task.TaskId.Value), account, insurer, Zone, Now)]
            : [];
    }

    /// <summary>The pages of the account that holds the person read its bookings again.</summary>
    public Task Ring(AppointmentTask about) => bell.Ring(about.AppointmentId, about.Version, about.PatientId);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    private TaskMessage Of(Notice notice, IReadOnlyList<RecordChange> records) => new(notice, Now, Now + options.Value.SmsLate, records);

    private AuditEntries Changed(AppointmentTask about, StaffId staff) => medcards.Changed(Reader.AtDesk(staff), Purpose.Booking, AuditSubject.Appointment, about.PatientId);

    /// <summary>The number that the person has now, and the insurer in whose name it is written to.</summary>
    private async Task<(string Phone, InsurerRecord Insurer)?> Reach(PatientId patient)
    {
        if (await medcards.Person(Reader.Platform, patient) is not { Phone: { } phone } person)
            return null;
        return (phone, await insurers.OfAsync(PatientSnapshots.ValidPolicy(person, options.Value.DateOf(Now))?.Insurer.InsurerId));
    }
}
