namespace Medzdrav.Tests.Load;

/// <summary>A connection of the relay comparison, whatever it speaks.</summary>
internal interface IRelayMember : IDisposable
{
    /// <summary>A message sent here was acknowledged; its number.</summary>
    Action<int> Acknowledged { set; }

    /// <summary>A message arrived here; its number.</summary>
    Action<int> Delivered { set; }

    /// <summary>Sends a message to a room.</summary>
    void Say(string room, int number);

    /// <summary>Shows that it is alive, where the protocol wants that.</summary>
    void Breathe();
}

/// <summary>The chat messages of the comparison: about 60 Russian letters, with a number to find again.</summary>
internal static class RelayText
{
    /// <summary>Before the number; longer than one byte, which a sequence number may be, too.</summary>
    private const string Mark = "#m:";

    /// <summary>Digits of the number.</summary>
    public const int Digits = 9;

    /// <summary>The text that people write.</summary>
    public const string Sentence = "Здравствуйте, у ребёнка со вчерашнего вечера температура 38,5";

    /// <summary>The whole text.</summary>
    public static string Of(int number) => $"{Mark}{number.ToString("D9", System.Globalization.CultureInfo.InvariantCulture)} {Sentence}";

    /// <summary>The number in a payload, and where to look for the next; -1 without one.</summary>
    public static int Find(ref ReadOnlySpan<byte> payload)
    {
        var at = payload.IndexOf("#m:"u8);
        if (at < 0)
            return -1;
        var number = Parse(payload.Slice(at + Mark.Length, Digits));
        payload = payload[(at + Mark.Length + Digits)..];
        return number;
    }

    /// <summary>Digits as a number.</summary>
    public static int Parse(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = number * 10 + (digit - '0');
        return number;
    }
}
