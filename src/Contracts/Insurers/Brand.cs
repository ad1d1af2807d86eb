namespace Medzdrav.Contracts;

/// <summary>How pages look and what they name under an insurer's hosts.</summary>
/// <param name="InsurerId">The insurer.</param>
/// <param name="Name">The insurer's name for people.</param>
/// <param name="Logo">The words on top of its pages and in their titles.</param>
/// <param name="Hotline">The phone number for those without Internet (S5.2), as people read it.</param>
/// <param name="HotlineDialled">The same for a phone to dial.</param>
/// <param name="Address">Where questions go: an e-mail or any other address; empty for none.</param>
/// <param name="Light">The colours of light pages.</param>
/// <param name="Dark">The colours of dark pages.</param>
/// <param name="ConsentVersion">The version of the consent text that is sent to its insured persons now; null when the cluster has not told it yet.</param>
/// <param name="Hosts">The names in the address bar under which its pages stand: lower case, without port.</param>
[GenerateSerializer, Immutable, Alias("Brand")]
public sealed record Brand(
    [property: Id(0)] InsurerId InsurerId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Logo,
    [property: Id(3)] string Hotline,
    [property: Id(4)] string HotlineDialled,
    [property: Id(5)] string Address,
    [property: Id(6)] Palette Light,
    [property: Id(7)] Palette Dark,
    [property: Id(8)] string? ConsentVersion,
    [property: Id(9)] string[] Hosts)
{
    /// <summary>The platform's own, for pages that have to come before the cluster has told any: the hotline has to stand on them, too.</summary>
    public static readonly Brand Platform = new(
        InsurerId.Default, "Медздрав", "Медздрав", "8 (800) 500-61-11", "+78005006111", "",
        new Palette("#0b6e5b", "#095a4b", "#ffffff", "#e2eeeb", "#d6e6e3"),
        new Palette("#4cc3a5", "#69cdb3", "#0c1f1a", "#1f362f", "#22413a"),
        null, []);

    /// <summary>The version that a name of one means under these hosts: <c>current</c> is the insurer's own.</summary>
    public string ConsentNamed(string version) => version == "current" ? ConsentVersion ?? version : version;

    /// <summary>The insurer as sessions remember it.</summary>
    public NamedInsurer Insurer => new(InsurerId, Name);

    /// <summary>Whether it is an insurer beside the platform itself.</summary>
    public bool IsInsurers => InsurerId != InsurerId.Default;
}
