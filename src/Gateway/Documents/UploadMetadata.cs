using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The header <c>Upload-Metadata</c> of tus 1.0: pairs of a key and its value in Base64, divided by commas.</summary>
internal static class UploadMetadata
{
    private const int MaxCharacters = 4_096;

    /// <summary>The order that it describes; null when it can't be read, or names no person.</summary>
    public static UploadOrder? Order(string? metadata, long length)
    {
        if (metadata is not { Length: > 0 and <= MaxCharacters })
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in metadata.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (pair.Split(' ', 2) is [var key, var coded] && Text(coded) is { } value)
                values[key] = value;
        return values.GetValueOrDefault("patientId") is var patient && IdText.IsId(patient) ? new UploadOrder(new PatientId(patient), values.GetValueOrDefault("filename", ""), length) : null;
    }

    private static string? Text(string coded)
    {
        var bytes = new byte[coded.Length];
        return Convert.TryFromBase64String(coded, bytes, out var written) ? TypedText.WellFormed(Encoding.UTF8.GetString(bytes, 0, written)) : null;
    }
}
