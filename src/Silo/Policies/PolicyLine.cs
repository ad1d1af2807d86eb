using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>A good row of the insurer's file (S2.1).</summary>
internal sealed record PolicyLine(string Number, DateOnly PurchasedOn, DateOnly ValidFrom, DateOnly ValidTo, string Name, DateOnly BirthDate, Sex Sex, string? Phone)
{
    /// <summary>The name as it is compared: upper case, ё as е.</summary>
    public string NameKey { get; } = Name.ToUpperInvariant().Replace('Ё', 'Е');
}
