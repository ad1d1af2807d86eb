using System.Globalization;

namespace Medzdrav.Contracts;

/// <summary>Takes JSON from somebody who writes control characters inside of texts as they are, and escapes them: MessagePack's converter does so, and nobody could read its JSON.</summary>
public sealed class EscapingWriter() : StringWriter(CultureInfo.InvariantCulture)
{
    /// <inheritdoc />
    public override void Write(char value)
    {
        if (value < ' ')
            base.Write($"\\u{(int)value:x4}");
        else
            base.Write(value);
    }
}
