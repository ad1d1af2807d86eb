using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The bounds of a template.</summary>
internal static class TemplateRules
{
    private static readonly Refusal NoName = Refusal.InvalidFor("Назовите шаблон.");
    private static readonly Refusal NameTooLong = Refusal.InvalidFor($"Название слишком длинное: не больше {RussianCount.Of(Template.MaxNameCharacters, "знака", "знаков", "знаков")}.");
    private static readonly Refusal NoText = Refusal.InvalidFor("Шаблон пуст: впишите хотя бы один текст.");
    private static readonly Refusal TooLong = Refusal.InvalidFor($"Шаблон слишком длинный: не больше {RussianCount.Of(Template.MaxCharacters, "знака", "знаков", "знаков")} во всех полях.");

    /// <summary>The template as it is kept, or why it is none: the name on one line, texts as they were typed. Shared are messages only: how a doctor words a conclusion is the doctor's own.</summary>
    public static Reply<Template> Of(TemplateId id, string name, TemplateText text, bool isShared = false)
    {
        var kept = Folding.Kept(name);
        string[] texts = [text.Complaints, text.History, text.Diagnosis, text.Recommendations, text.Message];
        return TypedText.IsBlank(kept) ? NoName
            : kept.Length > Template.MaxNameCharacters ? NameTooLong
            : Array.TrueForAll(isShared ? [text.Message] : texts, TypedText.IsBlank) ? NoText
            : texts.Sum(one => one.Length) > Template.MaxCharacters ? TooLong
            : new Template(id, kept, text);
    }
}
