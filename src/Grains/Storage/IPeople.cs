using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Insured persons and their policies. Grains read them through <see cref="Medcards"/> only.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IPeople
{
    /// <summary>All persons whose phone this is, eldest first.</summary>
    Task<IReadOnlyList<PersonRecord>> OfPhoneAsync(string phone);

    /// <summary>Finds a person; null when unknown.</summary>
    Task<PersonRecord?> FindAsync(PatientId patient);

    /// <summary>The holders of a policy number, one for each insurer that has it. The number is compared as <see cref="Folding.Code"/> folds it; where nobody has it, as <see cref="Folding.Codes"/> may mean it.</summary>
    Task<IReadOnlyList<PersonRecord>> FindByPolicyAsync(string number);

    /// <summary>Finds persons, the nearest first: those of exactly this phone, number, name or birth date alone; those whose name is like it where there are none.</summary>
    Task<IReadOnlyList<PersonRecord>> SearchAsync(PersonQuery query, int limit);

    /// <summary>The names and birth dates of persons, in any order; those who are unknown are left out.</summary>
    Task<IReadOnlyList<NamedPerson>> NamesAsync(IReadOnlyCollection<PatientId> patients);

    /// <summary>Gives a person without a phone this one (S2.2).</summary>
    /// <param name="patient">The insured person.</param>
    /// <param name="phone">E.164.</param>
    /// <param name="entries">The entries about it, stored with it.</param>
    /// <returns>Whether the person has this phone now; false when there is another one.</returns>
    Task<bool> BindPhoneAsync(PatientId patient, string phone, AuditEntries entries);

    /// <summary>A person's consent to a version of a text, confirmed last, also a withdrawn one; null where it was never confirmed.</summary>
    Task<ConfirmedConsent?> ConsentAsync(PatientId patient, string textVersion);

    /// <summary>Withdraws all consents in force (S2.3), outside any session. Nothing happens when there is none. Idempotent by command.</summary>
    /// <returns>Done, or refused: commandReused.</returns>
    Task<Reply<Done>> WithdrawConsentAsync(RecordCommand command, PatientId patient);
}

/// <summary>A consent as it is kept.</summary>
/// <param name="TextVersion">Which version.</param>
/// <param name="TextHash">SHA-256 of the text.</param>
/// <param name="ConfirmedBy">The person's or the representative's name.</param>
/// <param name="At">When it was confirmed.</param>
/// <param name="WithdrawnAt">When it was withdrawn, or null.</param>
internal sealed record ConfirmedConsent(string TextVersion, string TextHash, string ConfirmedBy, DateTimeOffset At, DateTimeOffset? WithdrawnAt);

/// <summary>The facts that are known of persons who are looked for. A whole phone may be a policy number as well; a number, else the end of a phone, is narrowed by words and birth dates.</summary>
internal sealed record PersonQuery
{
    /// <summary>The whole phone, E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>A policy number as it was typed: compared as <see cref="Folding.Code"/> folds it.</summary>
    public string? PolicyNumber { get; init; }

    /// <summary>The digits that were typed, four at least: a policy number without the letters and hyphens that it is written with, where no policy has the number as it was typed.</summary>
    public string? PolicyDigits { get; init; }

    /// <summary>The last digits of a phone, four at least: where no policy has the number as it was typed.</summary>
    public string? PhoneEnd { get; init; }

    /// <summary>Words of the name, or their beginnings, in any order, as <see cref="Folding.Name"/> folds them.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Dates of which one is the birth date; persons of the name alone where nobody of the name was born then.</summary>
    public IReadOnlyList<DateOnly> BirthDates { get; init; } = [];

    /// <summary>The year of birth beside words of the name; persons of the name alone where nobody of the name was born then.</summary>
    public int? BirthYear { get; init; }
}

/// <summary>An insured person with all policies and the consents in force.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="Sex">As in the policy.</param>
/// <param name="Phone">The login, E.164; null when the insurer did not send one (S2.2).</param>
/// <param name="Consents">Of each insurer's text the version confirmed last, unless withdrawn.</param>
/// <param name="Policies">Latest end first.</param>
internal sealed record PersonRecord(PatientId Id, string Name, DateOnly BirthDate, Sex Sex, string? Phone, IReadOnlyList<StandingConsent> Consents, IReadOnlyList<PolicyRecord> Policies)
{
    /// <summary>Of each insurer to whom no consent stands any more, the one withdrawn last.</summary>
    public IReadOnlyList<WithdrawnConsent> Withdrawn { get; init; } = [];

    /// <summary>The version of an insurer's text that is in force; null without.</summary>
    public string? ConsentTo(InsurerId insurer) => Consents.FirstOrDefault(consent => consent.Insurer.InsurerId == insurer)?.TextVersion;
}

/// <summary>A policy.</summary>
/// <param name="Number">The insurer's number.</param>
/// <param name="PurchasedOn">Day of purchase.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="Insurer">The insurer whose policy it is.</param>
internal sealed record PolicyRecord(string Number, DateOnly PurchasedOn, DateOnly ValidFrom, DateOnly ValidTo, NamedInsurer Insurer);
