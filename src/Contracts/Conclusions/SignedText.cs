using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Medzdrav.Contracts;

/// <summary>The content that a doctor's signature seals, and its hash. Everything in it is in the answer of <c>GET /api/conclusions/{id}</c>, so anybody who may read a conclusion can check it. <c>docs/protocol.md</c> describes the form.</summary>
public static class SignedText
{
    /// <summary>The canonical form: of each field its name, <c>=</c>, how many bytes its value has, <c>:</c>, the value as it is stored, and a line feed; in UTF-8.</summary>
    /// <param name="signed">The conclusion, with edition and instant of the signature.</param>
    public static byte[] CanonicalForm(ConclusionView signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        var text = new StringBuilder();
        foreach (var (name, value) in Fields(signed))
            text.Append(CultureInfo.InvariantCulture, $"{name}={Encoding.UTF8.GetByteCount(value)}:{value}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>SHA-256 of the canonical form, in hexadecimal.</summary>
    /// <param name="signed">The conclusion, with edition and instant of the signature.</param>
    public static string HashOf(ConclusionView signed) => Convert.ToHexStringLower(SHA256.HashData(CanonicalForm(signed)));

    private static IEnumerable<(string Name, string Value)> Fields(ConclusionView signed) =>
    [
        ("conclusionId", signed.ConclusionId.Value),
        ("sessionId", signed.SessionId.Value),
        ("patientId", signed.PatientId.Value),
        ("patientName", signed.PatientName),
        ("birthDate", signed.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("doctorName", signed.DoctorName),
        ("specialty", Words.Of(signed.Specialty)),
        ("consultedAt", Instants.Text(signed.ConsultedAt)),
        ("edition", signed.Edition.ToString(CultureInfo.InvariantCulture)),
        ("complaints", signed.Text.Complaints),
        ("history", signed.Text.History),
        ("diagnosis", signed.Text.Diagnosis),
        ("secondaryDiagnoses", signed.Text.SecondaryDiagnoses),
        ("recommendations", signed.Text.Recommendations),
        ("followUpDays", signed.Text.FollowUpDays?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("signedAt", signed.SignedAt is { } at ? Instants.Text(at) : ""),
    ];
}
