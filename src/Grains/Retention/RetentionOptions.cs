using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Grains;

/// <summary>How long data of persons are kept. Section <c>Retention</c>; validated at start. Terms are an operator's to decide: docs/operations.md says what the defaults follow.</summary>
internal sealed class RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Retention";

    /// <summary>A session in which no doctor consulted, from its close; a booking that was not held, from its start; a document that no consultation followed, from its addition; a policy, from its end. 60 days to 100 years, default 1,096 days: three years, the period of limitation (art. 196 of the Civil Code).</summary>
    [Range(typeof(TimeSpan), "60.00:00:00", "36525.00:00:00")]
    public TimeSpan Contacts { get; set; } = TimeSpan.FromDays(1_096);

    /// <summary>A session of somebody of whom no person became known, from its close. 60 days to 100 years, default 365 days.</summary>
    [Range(typeof(TimeSpan), "60.00:00:00", "36525.00:00:00")]
    public TimeSpan Strangers { get; set; } = TimeSpan.FromDays(365);

    /// <summary>A session with a consultation: its talk, conclusions with former editions and rating, from its close; a booking that was held, from its start. 365 days to 100 years, default 9,132 days: 25 years.</summary>
    [Range(typeof(TimeSpan), "365.00:00:00", "36525.00:00:00")]
    public TimeSpan MedicalRecords { get; set; } = TimeSpan.FromDays(9_132);

    /// <summary>A document that was removed from the Medcard, and that no consultation followed, from its removal. 1 day to 100 years, default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36525.00:00:00")]
    public TimeSpan RemovedDocuments { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A finished task of consultants, with its phone and what was decided, from its end. 30 days to 100 years, default 365 days.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "36525.00:00:00")]
    public TimeSpan Tasks { get; set; } = TimeSpan.FromDays(365);

    /// <summary>The proof of a consent, from its withdrawal; of a person without a policy, from their last contact. 60 days to 100 years, default 1,096 days: three years.</summary>
    [Range(typeof(TimeSpan), "60.00:00:00", "36525.00:00:00")]
    public TimeSpan Consents { get; set; } = TimeSpan.FromDays(1_096);
}
