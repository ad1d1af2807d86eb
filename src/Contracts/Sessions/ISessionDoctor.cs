using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The doctor's decisions in a session, and the conclusion about it.</summary>
[Alias("ISessionDoctor"), DefaultGrainType("session")]
public interface ISessionDoctor : IGrainWithStringKey
{
    /// <summary>Ends the consultation; the patient returns to a consultant (S3.5).</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, tooEarly (patient away for less than 3 minutes), closed.</returns>
    [Alias("EndConsultation")] Task<Reply<SessionView>> EndConsultation(CommandId command, Caller caller);

    /// <summary>Saves the draft; from the leg's start until signed, also after the session closed (S3.6). The first save is an event of the session, later ones are not.</summary>
    /// <param name="command">The save.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="text">All of it.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="basedOn">The version that the text follows; null to save over whatever is there.</param>
    /// <returns>The stored draft with its new version, or refused: notFound, invalid, alreadySigned, conclusionChanged (another version is stored).</returns>
    [Alias("SaveConclusion")] Task<Reply<ConclusionView>> SaveConclusion(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion = null, long? basedOn = null);

    /// <summary>Signs the stored draft: from now on the patient can read it and nobody can change it. A patient who is not there is told by SMS.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="version">The version that the doctor saw; null to sign whatever is stored.</param>
    /// <returns>The signed conclusion, or refused: notFound, conclusionIncomplete, alreadySigned, conclusionChanged (another version is stored).</returns>
    [Alias("SignConclusion")] Task<Reply<ConclusionView>> SignConclusion(CommandId command, Caller caller, ConclusionId? conclusion = null, long? version = null);

    /// <summary>Corrects a signed conclusion: the whole text is signed as the next edition, and the one before stays readable beside it. Only its author may, at any time. The patient is told.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="text">All of it.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="basedOn">The version that the text follows; null to correct whatever is there.</param>
    /// <returns>The new edition, or refused: notFound, invalid, notSigned, conclusionIncomplete, conclusionChanged (another version is stored), nothingCorrected.</returns>
    [Alias("CorrectConclusion")] Task<Reply<ConclusionView>> CorrectConclusion(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion = null, long? basedOn = null);

    /// <summary>A conclusion of the doctor's own about this session, draft or signed; empty when it was not begun.</summary>
    /// <param name="caller">The doctor.</param>
    /// <param name="conclusion">Which; null for that of the last consultation.</param>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(Caller caller, ConclusionId? conclusion = null);
}
