using System.Collections.Concurrent;
using System.Security.Cryptography;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>The documents and bookings that were acknowledged to the people of a run, written down for the checks.</summary>
internal sealed class RecordNotes
{
    /// <summary>The check's names.</summary>
    public const string Documents = "an acknowledged document is kept once", Bookings = "an acknowledged booking stands, at a time of its own";

    private readonly ConcurrentQueue<AddedDocument> _documents = new();
    private readonly ConcurrentQueue<AppointmentView> _bookings = new();

    /// <summary>A patient was told that a picture is a document.</summary>
    public void Add(PatientId patient, DocumentId document, byte[] picture) => _documents.Enqueue(new AddedDocument(patient, document, Convert.ToHexStringLower(SHA256.HashData(picture))));

    /// <summary>A consultant was told that a booking stands.</summary>
    public void Book(AppointmentView booking) => _bookings.Enqueue(booking);

    /// <summary>Compares both with the database.</summary>
    public async Task<IReadOnlyList<Violation>> CompareAsync(Stored stored)
    {
        var violations = new List<Violation>();
        foreach (var added in _documents)
        {
            var held = (await stored.DocumentsAsync(added.Patient)).Where(document => document.Sha256 == added.Sha256).ToList();
            if (held is not [var one] || one.View.DocumentId != added.Document)
                violations.Add(new Violation(Documents, $"document {added.Document} of {added.Patient}: {held.Count} are kept"));
        }
        foreach (var booked in _bookings)
            if (await stored.FindBookingAsync(booked.AppointmentId) is not { } held || held.StartsAt != booked.StartsAt || held.Doctor != booked.DoctorId || held.Patient != booked.PatientId || held.State != AppointmentState.Booked)
                violations.Add(new Violation(Bookings, $"booking {booked.AppointmentId} at {booked.StartsAt:O} is not kept as it was acknowledged"));
        foreach (var twice in _bookings.GroupBy(booked => (booked.DoctorId, booked.StartsAt)).Where(same => same.Count() > 1))
            violations.Add(new Violation(Bookings, $"{twice.Count()} bookings with {twice.Key.DoctorId} at {twice.Key.StartsAt:O}"));
        return violations;
    }

    private sealed record AddedDocument(PatientId Patient, DocumentId Document, string Sha256);
}
