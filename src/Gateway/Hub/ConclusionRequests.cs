using System.Text.Json;
using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The request that <see cref="SessionHub.SaveConclusion"/> and <see cref="SessionHub.CorrectConclusion"/> take.</summary>
/// <param name="Complaints">«Жалобы».</param>
/// <param name="History">«Анамнез».</param>
/// <param name="Diagnosis">«Диагноз».</param>
/// <param name="Recommendations">«Рекомендации».</param>
/// <param name="ConclusionId">Which of the doctor's conclusions; null for that of the last consultation.</param>
/// <param name="BasedOn">The version that the text follows; null to save over whatever is there.</param>
/// <param name="SecondaryDiagnoses">«Сопутствующие диагнозы», one a line; null from clients that know of none.</param>
/// <param name="FollowUpDays">In how many days the next consultation is; null for none.</param>
public sealed record DraftRequest(
    string? Complaints, string? History, string? Diagnosis, string? Recommendations, ConclusionId? ConclusionId, long? BasedOn, string? SecondaryDiagnoses = null, int? FollowUpDays = null) : IWellFormed
{
    internal ConclusionText Text => new(Complaints!, History!, Diagnosis!, Recommendations!, SecondaryDiagnoses ?? "", FollowUpDays);

    bool IWellFormed.IsWellFormed =>
        Complaints is not null && History is not null && Diagnosis is not null && Recommendations is not null && ConclusionId is not { Value: null } && BasedOn is null or >= 0;
}

/// <summary>The request that <see cref="SessionHub.SignConclusion"/> takes. A plain session id means: sign whatever is stored of the last consultation.</summary>
/// <param name="SessionId">In which session.</param>
/// <param name="ConclusionId">Which of the doctor's conclusions; null for that of the last consultation.</param>
/// <param name="Version">The version that the doctor saw; null to sign whatever is stored.</param>
[JsonConverter(typeof(SignRequestJson))]
public sealed record SignRequest(SessionId SessionId, ConclusionId? ConclusionId, long? Version) : IWellFormed
{
    bool IWellFormed.IsWellFormed => SessionId.Value is not null && ConclusionId is not { Value: null } && Version is null or >= 0;
}

/// <summary>Reads a signature in its two shapes.</summary>
internal sealed class SignRequestJson : JsonConverter<SignRequest>
{
    /// <inheritdoc />
    public override SignRequest? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return new SignRequest(JsonSerializer.Deserialize<SessionId>(ref reader, options), null, null);
        return JsonSerializer.Deserialize<Parts>(ref reader, options) is { } parts ? new SignRequest(parts.SessionId, parts.ConclusionId, parts.Version) : null;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, SignRequest value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, new Parts(value.SessionId, value.ConclusionId, value.Version), options);
    }

    private sealed record Parts(SessionId SessionId, ConclusionId? ConclusionId, long? Version);
}
