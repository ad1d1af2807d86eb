using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The request that <see cref="SessionHub.SaveTemplate"/> takes.</summary>
/// <param name="TemplateId">Which one to change; null for a new one.</param>
/// <param name="Name">The name in the list.</param>
/// <param name="Text">The texts.</param>
public sealed record TemplateRequest(TemplateId? TemplateId, string? Name, TemplateText? Text) : IWellFormed
{
    bool IWellFormed.IsWellFormed => TemplateId is not { Value: null } && Name is { Length: <= Texts.MaxShortLength }
        && Text is { Complaints: not null, History: not null, Diagnosis: not null, Recommendations: not null, Message: not null };
}
