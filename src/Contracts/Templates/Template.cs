namespace Medzdrav.Contracts;

/// <summary>A staff member's own text, ready to be put into conclusions or messages.</summary>
/// <param name="TemplateId">Which.</param>
/// <param name="Name">The name in the list, at most <see cref="MaxNameCharacters"/> characters.</param>
/// <param name="Text">The texts, at least one of them.</param>
[GenerateSerializer, Immutable, Alias("Template")]
public sealed record Template([property: Id(0)] TemplateId TemplateId, [property: Id(1)] string Name, [property: Id(2)] TemplateText Text)
{
    /// <summary>The longest name.</summary>
    public const int MaxNameCharacters = 100;

    /// <summary>The most characters in all texts of a template.</summary>
    public const int MaxCharacters = 4_000;

    /// <summary>The most templates of a member: with the greatest length of each their list stays below half a mebibyte.</summary>
    public const int MaxTemplates = 60;
}

/// <summary>The texts of a template, each for its field; an empty one leaves its field alone.</summary>
/// <param name="Complaints">«Жалобы».</param>
/// <param name="History">«Анамнез».</param>
/// <param name="Diagnosis">«Диагноз».</param>
/// <param name="Recommendations">«Рекомендации».</param>
/// <param name="Message">A chat message: such a template is offered where messages are written.</param>
[GenerateSerializer, Immutable, Alias("TemplateText")]
public sealed record TemplateText(
    [property: Id(0)] string Complaints, [property: Id(1)] string History, [property: Id(2)] string Diagnosis, [property: Id(3)] string Recommendations, [property: Id(4)] string Message);

/// <summary>All templates of a member, or those that all staff share, by name.</summary>
/// <param name="Templates">The templates.</param>
/// <param name="MaxTemplates">How many there may be.</param>
/// <param name="MaxCharacters">How many characters one may have in all its texts.</param>
/// <param name="Shared">The messages that all staff are offered, for those who only use them.</param>
[GenerateSerializer, Immutable, Alias("TemplateList")]
public sealed record TemplateList([property: Id(0)] Template[] Templates, [property: Id(1)] int MaxTemplates, [property: Id(2)] int MaxCharacters, [property: Id(3)] Template[] Shared);
