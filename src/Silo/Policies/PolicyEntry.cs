using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>A policy as stored.</summary>
internal sealed record PolicyEntry
{
    public required string Insurer { get; init; }
    public required string Number { get; init; }
    public required string NumberKey { get; init; }
    public required string Person { get; init; }
    public DateOnly PurchasedOn { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidTo { get; init; }

    /// <summary>The mobile number that the insurer sent last; null when it never sent one.</summary>
    public string? Phone { get; init; }

    /// <summary>The import that wrote it last, the line it stood in there, and the line's digest: so a second line of the same file is noticed without remembering the file.</summary>
    public string? ImportRun { get; init; }
    public int? ImportLine { get; init; }
    public long? ImportDigest { get; init; }

    public bool SaysTheSame(PolicyEntry other) =>
        (Person, PurchasedOn, ValidFrom, ValidTo, Phone) == (other.Person, other.PurchasedOn, other.ValidFrom, other.ValidTo, other.Phone);
}

/// <summary>An insured person as stored.</summary>
internal sealed record PersonEntry
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string NameKey { get; init; }
    public DateOnly BirthDate { get; init; }
    public required string Sex { get; init; }
    public string? Phone { get; init; }

    /// <summary>When the person came to a number that others had already (<see cref="LeftNumbers"/>); null for the first ones of a number.</summary>
    public DateTimeOffset? PhoneSince { get; init; }

    /// <summary>The same name and birth date, or a corrected name: the first name stays (twins never share it), and what follows it stays or is missing in one of them. On the same policy that may differ too, if the surname stays.</summary>
    public bool IsNamed(PolicyLine line, bool onSamePolicy)
    {
        if (BirthDate != line.BirthDate)
            return false;
        if (NameKey == line.NameKey)
            return true;
        // Most of many persons on one phone have another first name: no need to take theirs apart.
        if (line.FirstName.Length == 0 || !NameKey.Contains(line.FirstName, StringComparison.Ordinal))
            return false;
        var (known, sent) = (Folding.NameParts(Name, NameKey), line.NameParts);
        if (known.Length == 1)
            return false;
        var isComplete = known.Length == 3 && sent.Length == 3;
        var isSurnameKept = known[0] == sent[0] && (onSamePolicy || !isComplete);
        return known[1] == sent[1] && (isSurnameKept || (isComplete && known[2] == sent[2]));
    }
}

/// <summary>A policy that another insurer has with a person, and the mobile number it sent.</summary>
internal sealed record OthersPolicy
{
    public required string Person { get; init; }
    public string? Phone { get; init; }
}
