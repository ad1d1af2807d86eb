using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>A good row of the insurer's file (S2.1), and the line that it stands in.</summary>
internal sealed record PolicyLine(int Line, string Number, DateOnly PurchasedOn, DateOnly ValidFrom, DateOnly ValidTo, string Name, DateOnly BirthDate, Sex Sex, string? Phone, bool HasForeignPhone = false)
{
    private const string MixedNumber = "В номере полиса буквы двух алфавитов: похожие сравниваются как одна";
    private const string ForeignPhone = "Номер телефона другой страны, коды на него не отправляются: полис принят без телефона, номер для входа запишет медконсультант";
    private const string MixedName = "В ФИО буквы двух алфавитов: похожие сравниваются как одна";

    /// <summary>The name as it is compared.</summary>
    public string NameKey { get; } = Folding.Name(Name);

    /// <summary>Surname, first name and the rest, as they are compared.</summary>
    public string[] NameParts => field ??= Folding.NameParts(Name, NameKey);

    /// <summary>The first name as it stands in <see cref="NameKey"/>; empty for a single word.</summary>
    public string FirstName => field ??= NameParts.Length > 1 ? NameParts[1].Replace('-', ' ') : "";

    /// <summary>The number as it is compared.</summary>
    public string NumberKey { get; } = Folding.Code(Number);

    /// <summary>Remarks on a row that is good and yet odd: the insurer should look at its source.</summary>
    public IEnumerable<string> Remarks
    {
        get
        {
            if (Folding.MixesAlphabets(Number, inOneWord: true))
                yield return MixedNumber;
            if (Folding.MixesAlphabets(Name))
                yield return MixedName;
            if (HasForeignPhone)
                yield return ForeignPhone;
        }
    }

    /// <summary>Equal for rows that say the same.</summary>
    public long Digest => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"{NumberKey}|{PurchasedOn:O}|{ValidFrom:O}|{ValidTo:O}|{NameKey}|{BirthDate:O}|{Sex}|{Phone}"))));
}
