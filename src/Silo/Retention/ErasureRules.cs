using System.Globalization;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Says of a person who asks for it what may be erased and what a term keeps; in words for the console, without names and phones.</summary>
internal static class ErasureRules
{
    /// <summary>Why nothing can be erased now, and what to do about it.</summary>
    public static IEnumerable<string> Refuse(HeldPerson person, DateOnly today)
    {
        if (person.IsInSession)
            yield return "The person is in an open session: wait until it is closed.";
        if (person.IsUploading)
            yield return "A file of the person is on its way: wait until it is a document, or its time is over (Documents:UploadKept).";
        if (person.IsBooked)
            yield return "The person has a booking ahead: have a consultant cancel it.";
        if (person.IsDoubted)
            yield return "An import's doubt about the person is not decided: have a consultant decide the task.";
        if (person.Tasks.Any(task => task.FinishedAt is null))
            yield return "A task about the person is open: have a consultant finish it.";
        if (person.InsuredUntil >= today)
            yield return string.Create(CultureInfo.InvariantCulture, $"The person has a policy valid until {person.InsuredUntil:yyyy-MM-dd}: the insurer's next file would bring them back. Have the insurer end it, and import that file first.");
        if (person.Sessions.Any(session => session.IsUnsigned))
            yield return "A conclusion about the person is not signed: have its doctor sign it.";
    }

    /// <summary>Everything that no term keeps.</summary>
    public static IEnumerable<string> Goes(HeldPerson person)
    {
        if (Count(person.Contacts) is > 0 and var contacts)
            yield return $"{contacts} sessions without a consultation, with their talk";
        if (Count(person.Documents.Where(document => !document.IsFollowed)) is > 0 and var documents)
            yield return $"{documents} documents that are no part of the medical record, with their files";
        if (person.HasUploads)
            yield return "the names of files that were uploaded or refused";
        if (Count(person.Appointments.Where(appointment => !appointment.IsHeld)) is > 0 and var appointments)
            yield return $"{appointments} bookings that were not held";
        if (person.Tasks.Count > 0)
            yield return $"{person.Tasks.Count} finished tasks";
        if (person.InsuredUntil is not null)
            yield return "policies that ended";
        if (person.Records.Any())
            yield return "the words of ratings";
        if (Count(person.Consents.Where(consent => consent.WithdrawnAt is null)) is > 0 and var consents)
            yield return $"{consents} consents are withdrawn";
        if (person.Phone is not null)
            yield return person.SharesPhone
                ? "the tie to the phone; its account stays, because it has other people"
                : "the tie to the phone: its account is over, with devices, calendar links and messages";
        if (!person.HasRecord)
            yield return "the person";
    }

    /// <summary>Everything that stays, until when, and why.</summary>
    public static IEnumerable<string> Stays(HeldPerson person, RetentionOptions terms, DateTimeOffset now)
    {
        foreach (var session in person.Records)
            yield return $"the session {session.Id} with its consultation and conclusions: medical record, until {Day(session.ClosedAt + terms.MedicalRecords)}";
        foreach (var appointment in person.Appointments.Where(appointment => appointment.IsHeld))
            yield return $"the booking {appointment.Id}, which was held: medical record, until {Day(appointment.StartsAt + terms.MedicalRecords)}";
        if (Count(person.Documents.Where(document => document.IsFollowed)) is > 0 and var documents)
            yield return $"{documents} documents that a consultation followed: medical record, as long as that";
        foreach (var consent in person.Consents)
            yield return $"the proof of the consent of {Day(consent.At)}: until {Day((consent.WithdrawnAt ?? now) + terms.Consents)}";
        if (person.HasRecord)
            yield return "the person's name, birth date and sex: as long as the medical record";
        yield return "whatever the insurer's files have: a row of an ended policy makes a person of it anew. Have the insurer drop the row before its next file";
        yield return $"answers to repeated commands, which may have names: {RecordCommand.Kept.TotalDays:0} days from each";
        yield return "entries of the record of uses: ids only, for ever";
        yield return $"the reason given here: until {Day(now + terms.Consents)}";
    }

    private static int Count<T>(IEnumerable<T> things) => things.Count();

    private static string Day(DateTimeOffset? at) => at is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "its close";
}
