namespace Medzdrav.Tests.Browser;

/// <summary>A call as its page counts it.</summary>
internal sealed class CallFigures
{
    public string State { get; set; } = "";

    public int Painted { get; set; }

    public int Heard { get; set; }

    public int Width { get; set; }

    public bool Relayed { get; set; }

    public double ConnectMs { get; set; }
}
