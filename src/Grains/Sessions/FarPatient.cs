using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The patient who is not in the session: an SMS tells them what the session's page would have shown (S3.6).</summary>
/// <param name="Phone">The number that the person signs in by; null where there is none.</param>
/// <param name="Insurer">In whose name they are told.</param>
/// <param name="Origin">The scheme, host and port of the platform's pages, for a patient on the phone, who gets a link (S5.2); null for one who has a page of the session.</param>
internal sealed record FarPatient(string? Phone, InsurerRecord Insurer, string? Origin = null)
{
    /// <summary>Later than that, the calendar says it.</summary>
    private static readonly TimeSpan WorthSending = TimeSpan.FromDays(1);

    /// <summary>The decision with the message about what it signs or corrects, where the patient would not hear of it otherwise.</summary>
    public Decision Told(SessionState state, Decision decision, DateTimeOffset now)
    {
        if (decision.Facts.IsEmpty || Phone is null || IsThere(state))
            return decision;
        return decision.Facts[0] switch
        {
            ConclusionSigned signed => decision.Storing(Message(signed.ConclusionId, edition: 1, "врач подписал заключение", now)),
            ConclusionCorrected corrected => decision.Storing(Message(corrected.ConclusionId, corrected.Edition, "врач исправил заключение", now)),
            _ => decision,
        };
    }

    /// <summary>Whether the patient's page shows events as they come.</summary>
    private static bool IsThere(SessionState state) =>
        state.IsOpen && state.Participants.Find(ParticipantId.Patient) is { Reached: Reached.Online, AwaySince: null };

    /// <summary>Nothing of the conclusion is in the message: a phone lies about.</summary>
    private Notice Message(ConclusionId conclusion, int edition, string news, DateTimeOffset now) => new(
        DerivedId.Of("conclusion-news", conclusion.Value, edition.ToString(CultureInfo.InvariantCulture)), Phone!,
        Origin is null ? $"{Insurer.Logo}: {news}. Прочитать его можно в разделе «Календарь»{(Insurer.Hosts is [var host, ..] ? $" на {host}" : "")}." : Insurer.LinkMessage(news, Origin, $"/conclusions/{conclusion}"),
        now, now + WorthSending, IsRepeatable: true);
}
