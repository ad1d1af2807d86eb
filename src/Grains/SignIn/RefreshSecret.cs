using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The secret of a refresh token: the family that all tokens of one sign-in share, its generation, and a proof that only the holder of this very one has. By the family any older one is known, however many steps ago it was used, without keeping them all.</summary>
internal sealed class RefreshSecret
{
    private const int FamilyBytes = 12;
    private const int GenerationBytes = sizeof(int);
    private const int ProofBytes = 16;
    private const int AccessBytes = 32;
    private const int Bytes = FamilyBytes + GenerationBytes + ProofBytes;

    private readonly byte[] _bytes;

    private RefreshSecret(byte[] bytes) => _bytes = bytes;

    /// <summary>The secret as it stands in the token.</summary>
    public string Text => Base64Url.EncodeToString(_bytes);

    /// <summary>How many were made of the sign-in's first one, it included.</summary>
    public int Generation => BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(FamilyBytes));

    /// <summary>The part of the family that is kept.</summary>
    public byte[] FamilyHash => SHA256.HashData(_bytes.AsSpan(0, FamilyBytes));

    /// <summary>The first one of a sign-in, and the secret of its access token.</summary>
    public static (string Access, RefreshSecret Refresh) First() =>
        (Opaque.New(AccessBytes), Of(RandomNumberGenerator.GetBytes(FamilyBytes), 1, RandomNumberGenerator.GetBytes(ProofBytes)));

    /// <summary>Takes a secret apart; null when it is none. Those of earlier versions were random as a whole: each is a family of its own.</summary>
    public static RefreshSecret? Parse(string text)
    {
        var bytes = new byte[Bytes];
        return text.Length == Base64Url.GetEncodedLength(Bytes) && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == Bytes ? new RefreshSecret(bytes) : null;
    }

    /// <summary>The one after this, and the secret of its access token. They follow from this one and a salt, so whoever shows this one again gets the same, and they are kept nowhere.</summary>
    /// <param name="generation">The generation of the next one.</param>
    /// <param name="salt">Random, kept by the platform: this secret alone leads to nothing.</param>
    public (string Access, RefreshSecret Refresh) Next(int generation, byte[] salt)
    {
        var made = HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, AccessBytes + ProofBytes, salt);
        return (Base64Url.EncodeToString(made.AsSpan(0, AccessBytes)), Of(_bytes.AsSpan(0, FamilyBytes), generation, made.AsSpan(AccessBytes)));
    }

    private static RefreshSecret Of(ReadOnlySpan<byte> family, int generation, ReadOnlySpan<byte> proof)
    {
        var bytes = new byte[Bytes];
        family.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(FamilyBytes), generation);
        proof.CopyTo(bytes.AsSpan(FamilyBytes + GenerationBytes));
        return new RefreshSecret(bytes);
    }
}
