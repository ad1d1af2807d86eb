using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Commits to try things with.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static string Id() => Guid.NewGuid().ToString("N");

    public static SessionId Session() => new(Id());

    public static SessionRow Row(SessionId session) => new()
    {
        Session = session,
        Owner = Caller.Of(new AccountId("account-" + session)),
        Mode = SessionMode.Chat,
        Phase = SessionPhase.WaitingForConsultant,
        OpenedAt = Now,
        NextDeadline = Now.AddMinutes(5),
    };

    public static Commit Commit(
        SessionId session,
        long first = 1,
        int events = 1,
        CommandId? command = null,
        string payload = "payload",
        SessionRow? row = null,
        Claim[]? take = null,
        Claim[]? release = null,
        RecordChange[]? records = null) =>
        new(session, first, first + events - 1, command ?? CommandId.New(), Now, Encoding.UTF8.GetBytes(payload), row ?? Row(session), take ?? [], release ?? [], records ?? []);

    /// <summary>The entry about a phone that somebody bound.</summary>
    public static AuditEntries Audit(StaffId who) =>
        new([new AuditEntry(Now, who, Post.Consultant, AuditDeed.Changed, AuditSubject.Phone, [new PatientId("person")], null, Purpose.Registration)]);

    /// <summary>A booking of somebody new with a doctor, by a consultant.</summary>
    public static AppointmentRecord Appointment(StaffId doctor, StaffId consultant, DateTimeOffset at, string wall) => new()
    {
        Id = new AppointmentId(Id()),
        Patient = new PatientId(Id()),
        Doctor = doctor,
        Specialty = "therapist",
        StartsAt = at,
        Zone = "Europe/Moscow",
        Wall = wall,
        Terms = new BookingTerms("Кашель", Repeated: false, null, TellBy.Chat, TellWhom.Patient),
        ChangedBy = consultant,
        ChangedAt = Now,
    };

    /// <summary>The search for a name.</summary>
    public static PersonQuery Named(string typed) => new() { Words = Folding.Name(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries) };

    public static string Text(StoredCommit commit) => Encoding.UTF8.GetString(commit.Payload.Span);
}
