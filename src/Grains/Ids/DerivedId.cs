using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Ids that follow from others, so that a repeat finds what the first call made.</summary>
internal static class DerivedId
{
    /// <summary>A command that follows from another one: the second step of the same tap.</summary>
    public static CommandId Command(string purpose, CommandId command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{command}")).AsSpan(0, 16)));

    /// <summary>A command of the platform's own that follows from something else.</summary>
    public static CommandId Command(string purpose, string of) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{of}")).AsSpan(0, 16)));

    /// <summary>22 characters, as good as random for anybody who does not know the parts.</summary>
    public static string Of(string purpose, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(purpose);
        foreach (var part in parts)
            text.Append('\n').Append(part);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
