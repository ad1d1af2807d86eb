using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Two invented insurers beside the default one, each with names, colours, texts and a host of its own.</summary>
internal static class DemoInsurers
{
    public static readonly InsurerRecord Romashka = new()
    {
        Id = new InsurerId("romashka"),
        Name = "Ромашка Страхование",
        Logo = "Ромашка Здоровье",
        Hosts = ["romashka.localhost"],
        Hotline = "8 (800) 000-10-20",
        Address = "help@romashka.example",
        SmsSignIn = "{code} — код для входа в «Ромашка Здоровье». Никому не сообщайте код.",
        SmsAssisted = "{code} — код для входа в «Ромашка Здоровье». Назовите код медконсультанту, с которым сейчас говорите.",
        AccentLight = "#7b3f98",
        AccentDark = "#d3a5ea",
    };

    public static readonly InsurerRecord Vasilek = new()
    {
        Id = new InsurerId("vasilek"),
        Name = "Василёк Полис",
        Logo = "Василёк",
        Hosts = ["vasilek.localhost"],
        Hotline = "8 (800) 000-30-40",
        Address = "vopros@vasilek.example",
        SmsSignIn = "{code} — код для входа в «Василёк». Никому не сообщайте код.",
        SmsAssisted = "{code} — код для входа в «Василёк». Назовите код медконсультанту, с которым сейчас говорите.",
        AccentLight = "#2f54c4",
        AccentDark = "#9db5ff",
    };

    public static readonly IReadOnlyList<InsurerRecord> All = [Romashka, Vasilek];

    /// <summary>An insurer's consent text.</summary>
    public static string ConsentOf(InsurerRecord insurer)
    {
        using var text = new StreamReader(typeof(DemoInsurers).Assembly.GetManifestResourceStream($"Demo/{insurer.Id}.md")!);
        return text.ReadToEnd();
    }

    /// <summary>The insurers whose insured persons a family is; one family has policies of both.</summary>
    public static IReadOnlyList<InsurerId> Of(DemoFamily family) => family.Number == DemoFamilies.InsuredTwice
        ? [Romashka.Id, Vasilek.Id]
        : [(family.Number % 3) switch { 1 => InsurerId.Default, 2 => Romashka.Id, _ => Vasilek.Id }];
}
