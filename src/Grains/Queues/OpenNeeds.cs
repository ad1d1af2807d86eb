using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The people who wait in another shard and have nobody free, as far as nobody was lent for them yet.</summary>
/// <param name="listed">The first of them, in order.</param>
/// <param name="more">How many more there are: they count as having come with the last one who is listed, so rather too early.</param>
internal sealed class OpenNeeds(LinePlace[] listed, int more)
{
    private int _taken;

    /// <summary>The first of them; null when everybody was helped.</summary>
    public LinePlace? First => listed.Length == 0 || _taken >= listed.Length + more ? null : listed[Math.Min(_taken, listed.Length - 1)];

    /// <summary>Somebody was lent for the first.</summary>
    public void Take() => _taken++;
}
