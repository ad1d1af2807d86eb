using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Conclusions, drafts and signed ones. They are begun, signed and corrected with a commit of their session (<see cref="ConclusionBegun"/>, <see cref="ConclusionSealed"/>, <see cref="ConclusionReplaced"/>), and saved in between without one.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IConclusions
{
    /// <summary>Finds a conclusion and its doctor; null when unknown.</summary>
    /// <param name="conclusion">Which.</param>
    /// <param name="edition">Which signed edition; null for the last, or for the draft.</param>
    Task<ConclusionRecord?> FindAsync(ConclusionId conclusion, int? edition = null);

    /// <summary>Saves the next version of a draft that was begun. Idempotent by command.</summary>
    /// <returns>The new version, or refused: conclusionChanged (another version is stored), alreadySigned, commandReused.</returns>
    Task<Reply<SavedDraft>> SaveAsync(RecordCommand command, DraftSave draft);
}

/// <summary>A stored conclusion.</summary>
/// <param name="Doctor">The doctor who wrote it.</param>
/// <param name="Conclusion">All of it.</param>
internal sealed record ConclusionRecord(StaffId Doctor, ConclusionView Conclusion);

/// <summary>A draft to save.</summary>
/// <param name="Conclusion">Which.</param>
/// <param name="Doctor">The doctor who wrote it.</param>
/// <param name="Text">All of it.</param>
/// <param name="BasedOn">The version that it follows; null to save over whatever is there.</param>
internal sealed record DraftSave(ConclusionId Conclusion, StaffId Doctor, ConclusionText Text, long? BasedOn);

/// <summary>A saved draft.</summary>
/// <param name="Version">Its version.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="Conclusion">Which conclusion it is; null in answers from before it was kept.</param>
internal sealed record SavedDraft(long Version, DateTimeOffset SavedAt, ConclusionId? Conclusion = null);
