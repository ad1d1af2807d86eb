using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Medzdrav.Tests.Gateway;

/// <summary>A device with a passkey (WebAuthn Level 3, attestation "none", ES256), played by the test: it also answers as no honest browser would.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private readonly Uri _site;
    private string? _user;
    private uint _uses;

    /// <summary>A device that stands at a site.</summary>
    public SoftPasskey(Uri site) => _site = site;

    /// <summary>The answer to the question to make a passkey, as a browser's <c>RegistrationResponseJSON</c>.</summary>
    public object Made(JsonElement options, Lie lie = Lie.None)
    {
        _user = options.GetProperty("user").GetProperty("id").GetString();
        byte[] length = [(byte)(_id.Length >> 8), (byte)_id.Length];
        byte[] data = [.. DataOf(lie, HasCredential), .. new byte[16], .. length, .. _id, .. CoseKey()];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Response(new { clientDataJSON = Base64Url.EncodeToString(ClientData("webauthn.create", options, lie)), attestationObject = Base64Url.EncodeToString(attestation) });
    }

    /// <summary>The answer to the question for a passkey, as a browser's <c>AuthenticationResponseJSON</c>.</summary>
    public object Answer(JsonElement options, Lie lie = Lie.None)
    {
        _uses++;
        var (data, client) = (DataOf(lie, 0), ClientData("webauthn.get", options, lie));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = (lie == Lie.Key ? stranger : _key).SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Response(new { clientDataJSON = Base64Url.EncodeToString(client), authenticatorData = Base64Url.EncodeToString(data), signature = Base64Url.EncodeToString(signature), userHandle = _user });
    }

    public void Dispose() => _key.Dispose();

    private object Response(object response) =>
        new { id = Base64Url.EncodeToString(_id), rawId = Base64Url.EncodeToString(_id), type = "public-key", response, clientExtensionResults = new { } };

    private byte[] ClientData(string type, JsonElement options, Lie lie) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = lie == Lie.Challenge ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) : options.GetProperty("challenge").GetString(),
        origin = lie == Lie.Origin ? "https://evil.example" : _site.GetLeftPart(UriPartial.Authority),
    });

    private byte[] DataOf(Lie lie, byte flags)
    {
        var host = SHA256.HashData(Encoding.UTF8.GetBytes(lie == Lie.Host ? "evil.example" : _site.Host));
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, _uses);
        return [.. host, (byte)(flags | UserPresent | (lie == Lie.User ? 0 : UserVerified)), .. counter];
    }

    private byte[] CoseKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    /// <summary>The part of an answer that is not true.</summary>
    public enum Lie
    {
        None,

        /// <summary>A page of another origin asked.</summary>
        Origin,

        /// <summary>It is a passkey of another host.</summary>
        Host,

        /// <summary>The device made sure of nobody.</summary>
        User,

        /// <summary>The answer is to another question.</summary>
        Challenge,

        /// <summary>Another key signed.</summary>
        Key,
    }
}
