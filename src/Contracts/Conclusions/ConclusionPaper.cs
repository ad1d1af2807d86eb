namespace Medzdrav.Contracts;

/// <summary>The words of a conclusion on every paper, so that the screen, the print, the PDF and the FHIR document say the same.</summary>
public static class ConclusionPaper
{
    /// <summary>The heading.</summary>
    public const string Title = "Заключение по итогам телемедицинской консультации";

    /// <summary>The provider of the service (S1.4).</summary>
    public const string Provider = "ООО «Национальная Медслужба»";

    /// <summary>The parts that say something, in their order.</summary>
    /// <param name="text">The text as it is stored.</param>
    public static IReadOnlyList<PaperSection> Sections(ConclusionText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string Key, string Heading, string Text)[] parts =
        [
            ("complaints", "Жалобы", text.Complaints),
            ("history", "Анамнез", text.History),
            ("diagnosis", "Диагноз", text.Diagnosis),
            ("secondaryDiagnoses", "Сопутствующие диагнозы", text.SecondaryDiagnoses),
            ("recommendations", "Рекомендации", text.Recommendations),
            ("followUpDays", "Повторная консультация", text.FollowUpDays is { } days ? FollowUp(days) : ""),
        ];
        return [.. parts.Where(part => !TypedText.IsBlank(part.Text)).Select(part => new PaperSection(part.Key, part.Heading, PaperText.Lines(part.Text)))];
    }

    /// <summary>The doctor: Добрая Вера, дежурный терапевт.</summary>
    /// <param name="conclusion">The conclusion.</param>
    public static string Doctor(ConclusionView conclusion)
    {
        ArgumentNullException.ThrowIfNull(conclusion);
        return $"{conclusion.DoctorName}, {Posts.Serving(conclusion.Specialty).TitleInSentence}";
    }

    /// <summary>How it stands among its editions: a draft, corrected, or a correction; null for the only one.</summary>
    /// <param name="conclusion">The conclusion.</param>
    public static string? Standing(ConclusionView conclusion)
    {
        ArgumentNullException.ThrowIfNull(conclusion);
        return conclusion.SignedAt is null ? "черновик, не подписано"
            : conclusion.CorrectedAt is not null ? $"исправлено: действует версия {conclusion.Editions}, это версия {conclusion.Edition}"
            : conclusion.Edition > 1 ? $"версия {conclusion.Edition}, исправленная"
            : null;
    }

    /// <summary>In how many days: через 7 дней.</summary>
    /// <param name="days">From 1.</param>
    public static string FollowUp(int days) => $"Через {RussianCount.Of(days, "день", "дня", "дней")} после этой консультации";
}

/// <summary>A part of a conclusion on paper.</summary>
/// <param name="Key">The field that it shows.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Lines">Its lines, at least one.</param>
public sealed record PaperSection(string Key, string Heading, IReadOnlyList<string> Lines)
{
    /// <summary>The lines in one text.</summary>
    public string Text => string.Join('\n', Lines);
}
