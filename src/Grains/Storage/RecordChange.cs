using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A change of records that is stored with a commit. Where a record stands otherwise than the change assumes, nothing of the commit is stored (<see cref="AppendOutcome.RecordsDiffer"/>).</summary>
internal abstract record RecordChange;

/// <summary>A session is about this person from now on. Differs when the person's record is gone, because two records became one.</summary>
/// <param name="Person">The person.</param>
internal sealed record PersonNamed(PatientId Person) : RecordChange;

/// <summary>A consent was confirmed (S2.3).</summary>
/// <param name="Patient">For whom.</param>
/// <param name="TextVersion">Which version.</param>
/// <param name="TextHash">SHA-256 of the text.</param>
/// <param name="ConfirmedBy">The person's or the representative's name.</param>
/// <param name="Account">The account that confirmed.</param>
/// <param name="At">When.</param>
/// <param name="Insurer">The insurer whose text it was.</param>
/// <param name="Proof">How it was confirmed; null where a program of before did not say.</param>
internal sealed record ConsentGiven(
    PatientId Patient, string TextVersion, string TextHash, string ConfirmedBy, AccountId Account, DateTimeOffset At, InsurerId Insurer, ConsentProof? Proof = null) : RecordChange;

/// <summary>How a consent was confirmed.</summary>
/// <param name="Session">In which session.</param>
/// <param name="Identity">How far it was settled who called.</param>
/// <param name="Address">The network address of the connection, or null.</param>
/// <param name="Host">The host in its address bar, or null.</param>
internal sealed record ConsentProof(SessionId Session, IdentityLevel Identity, string? Address, string? Host);

/// <summary>The consent was withdrawn (S2.3).</summary>
/// <param name="Patient">The insured person.</param>
/// <param name="At">When.</param>
internal sealed record ConsentTakenBack(PatientId Patient, DateTimeOffset At) : RecordChange;

/// <summary>A conclusion was begun. Differs when it is stored already.</summary>
/// <param name="Doctor">The doctor who wrote it.</param>
/// <param name="Conclusion">All of it, in its first version.</param>
internal sealed record ConclusionBegun(StaffId Doctor, ConclusionView Conclusion) : RecordChange;

/// <summary>A conclusion was signed, and never changes from now on. Differs when another version is stored, or a signed one.</summary>
/// <param name="Doctor">The doctor who wrote it.</param>
/// <param name="Conclusion">Which.</param>
/// <param name="Version">The version that was signed.</param>
/// <param name="At">When; whole milliseconds, as they are hashed.</param>
/// <param name="TextHash">The hash of what was signed.</param>
internal sealed record ConclusionSealed(StaffId Doctor, ConclusionId Conclusion, long Version, DateTimeOffset At, string TextHash) : RecordChange;

/// <summary>A signed conclusion was corrected: the edition before is kept beside the new one. Differs when another version is stored, or an unsigned one.</summary>
/// <param name="Doctor">The doctor who wrote it.</param>
/// <param name="Before">The version that was corrected.</param>
/// <param name="Corrected">The next edition, signed.</param>
internal sealed record ConclusionReplaced(StaffId Doctor, long Before, ConclusionView Corrected) : RecordChange;

/// <summary>A session was rated by its patient, for the figures of those who answer for the service.</summary>
/// <param name="Session">Which.</param>
/// <param name="Insurer">Its insurer, or null.</param>
/// <param name="Consultant">The consultant seen last, or null.</param>
/// <param name="Doctor">The doctor who consulted last, or null.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">The patient's words, or null.</param>
/// <param name="At">When.</param>
internal sealed record RatingGiven(SessionId Session, InsurerId? Insurer, StaffId? Consultant, StaffId? Doctor, int Stars, string? Comment, DateTimeOffset At) : RecordChange;

/// <summary>A consultation began, ended, or its conclusion was begun or signed: its row, whole.</summary>
/// <param name="Session">In which session.</param>
/// <param name="Patient">With whom.</param>
/// <param name="Consulted">The consultation as the session knows it.</param>
internal sealed record ConsultationMoved(SessionId Session, PatientId Patient, Consulted Consulted) : RecordChange;
