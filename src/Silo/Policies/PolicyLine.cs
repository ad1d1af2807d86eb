using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>A good row of the insurer's file (S2.1), and the line that it stands in.</summary>
internal sealed record PolicyLine(int Line, string Number, DateOnly PurchasedOn, DateOnly ValidFrom, DateOnly ValidTo, string Name, DateOnly BirthDate, Sex Sex, string? Phone)
{
    /// <summary>The name as it is compared: upper case, ё as е.</summary>
    public string NameKey { get; } = PersonName.Key(Name);

    /// <summary>Equal for rows that say the same.</summary>
    public long Digest => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"{Number}|{PurchasedOn:O}|{ValidFrom:O}|{ValidTo:O}|{NameKey}|{BirthDate:O}|{Sex}|{Phone}"))));
}
