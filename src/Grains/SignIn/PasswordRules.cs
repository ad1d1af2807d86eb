namespace Medzdrav.Grains;

/// <summary>A reason why a password is not taken.</summary>
internal enum PasswordFault
{
    /// <summary>Shorter than the setting allows.</summary>
    TooShort,

    /// <summary>Longer than anybody types.</summary>
    TooLong,

    /// <summary>It is the login, with or without digits around it.</summary>
    Login,

    /// <summary>Nothing but digits and signs.</summary>
    NoLetters,

    /// <summary>Made of a common password, of a row of keys or of one piece again and again: those are tried first.</summary>
    Common,
}

/// <summary>The rules for passwords of staff, on pages and at the console alike.</summary>
internal static class PasswordRules
{
    /// <summary>The longest password.</summary>
    public const int MaxLength = 200;

    private const int MinDifferent = 5;
    private const string Instead = "0o1i3e4a5s7t@a$s!i";

    private static readonly Lazy<HashSet<string>> Common = new(Read);

    /// <summary>The fault of a password; null when it is taken.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="login">The member's, folded.</param>
    /// <param name="minLength">The shortest that is taken.</param>
    public static PasswordFault? FaultOf(string password, string login, int minLength)
    {
        if (password.Length < minLength)
            return PasswordFault.TooShort;
        if (password.Length > MaxLength)
            return PasswordFault.TooLong;
        var small = password.ToLowerInvariant();
        if (small == login || Core(small) == Core(login))
            return PasswordFault.Login;
        if (!small.Any(char.IsLetter))
            return PasswordFault.NoLetters;
        return small.Distinct().Count() < MinDifferent || IsMadeOfCommon(small) || IsMadeOfCommon(Core(small)) || IsMadeOfCommon(Letters(Core(small))) || IsMadeOfCommon(Core(Letters(small))) ? PasswordFault.Common : null;
    }

    /// <summary>The sentence for people.</summary>
    public static string TextOf(PasswordFault fault, int minLength) => fault switch
    {
        PasswordFault.TooShort => $"Пароль слишком короткий: нужно не меньше {Contracts.RussianCount.Of(minLength, "знака", "знаков", "знаков")}.",
        PasswordFault.TooLong => $"Пароль слишком длинный: не больше {Contracts.RussianCount.Of(MaxLength, "знака", "знаков", "знаков")}.",
        PasswordFault.Login => "Пароль не должен совпадать с логином.",
        PasswordFault.NoLetters => "В пароле должны быть буквы: одни цифры легко подобрать.",
        _ => "Такой пароль подбирают первым: он из частых слов или клавиш подряд. Придумайте другой, например несколько слов, не связанных между собой.",
    };

    /// <summary>Without the digits and signs at both ends, which people add to please a form.</summary>
    private static string Core(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && !char.IsLetter(text[from]))
            from++;
        while (to > from && !char.IsLetter(text[to - 1]))
            to--;
        return text[from..to];
    }

    /// <summary>With letters in the place of the signs that look like them.</summary>
    private static string Letters(string text) => string.Concat(text.Select(sign =>
        Instead.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var place && place % 2 == 0 ? Instead[place + 1] : sign));

    /// <summary>Whether a text is common words one after the other, and nothing between.</summary>
    private static bool IsMadeOfCommon(string text)
    {
        var reached = new bool[text.Length + 1];
        reached[0] = true;
        for (var from = 0; from < text.Length; from++)
            for (var to = from + 1; reached[from] && to <= text.Length; to++)
                reached[to] |= Common.Value.Contains(text[from..to]);
        return text.Length > 0 && reached[text.Length];
    }

    private static HashSet<string> Read()
    {
        using var list = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }
}
