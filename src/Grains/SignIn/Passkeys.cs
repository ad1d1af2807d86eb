using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Fido2NetLib;
using Fido2NetLib.Objects;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Passkeys of staff (WebAuthn). The device makes sure of its user each time, by a finger, a face or a PIN: so a passkey does as the second step, and instead of both.</summary>
internal sealed class Passkeys(IPasskeyRecords records, TimeProvider clock)
{
    private const int Most = 10;
    private const string ServerName = "Медздрав";

    /// <summary>A member's passkeys.</summary>
    public Task<IReadOnlyList<PasskeyRecord>> OfAsync(StaffId staff) => records.OfAsync(staff);

    /// <summary>Whether a member has one.</summary>
    public async Task<bool> HasAsync(StaffId staff) => (await records.OfAsync(staff)).Count > 0;

    /// <summary>Whether a member may make another one.</summary>
    public async Task<bool> HasRoomAsync(StaffId staff) => (await records.OfAsync(staff)).Count < Most;

    /// <summary>Gives a member's passkey another name; false when there is none.</summary>
    public Task<bool> RenameAsync(StaffId staff, string id, string name) => records.RenameAsync(staff, id, name);

    /// <summary>Ends a member's passkey.</summary>
    public Task RemoveAsync(StaffId staff, string id) => records.RemoveAsync(staff, id);

    /// <summary>The question to make a passkey, as JSON.</summary>
    public async Task<string> CreationAsync(StaffRecord member, PasskeySite site) => Of(site).RequestNewCredential(new RequestNewCredentialParams
    {
        User = new Fido2User { Id = Encoding.UTF8.GetBytes(member.Id.Value), Name = member.Login, DisplayName = member.Name },
        ExcludeCredentials = Descriptors(await records.OfAsync(member.Id), site),
        AuthenticatorSelection = new AuthenticatorSelection { ResidentKey = ResidentKeyRequirement.Required, UserVerification = UserVerificationRequirement.Required },
        AttestationPreference = AttestationConveyancePreference.None,
    }).ToJson();

    /// <summary>Keeps a passkey that answers the question; false where the answer is not good.</summary>
    public async Task<bool> KeepAsync(StaffId staff, PasskeySite site, string question, string answer, string name)
    {
        if (Read<AuthenticatorAttestationRawResponse>(answer) is not { } response)
            return false;
        try
        {
            var made = await Of(site).MakeNewCredentialAsync(new MakeNewCredentialParams
            {
                AttestationResponse = response,
                OriginalOptions = CredentialCreateOptions.FromJson(question),
                IsCredentialIdUniqueToUserCallback = async (asked, _) => await records.FindAsync(Base64Url.EncodeToString(asked.CredentialId)) is null,
            });
            return await records.AddAsync(new PasskeyRecord(Base64Url.EncodeToString(made.Id), staff, site.Host, made.PublicKey, made.SignCount, name, clock.GetUtcNow()));
        }
        catch (Fido2VerificationException)
        {
            return false;
        }
    }

    /// <summary>The question for a passkey, as JSON: for one of a member's, or for whichever the browser has of this host.</summary>
    public async Task<string> QuestionAsync(StaffId? staff, PasskeySite site) => Of(site).GetAssertionOptions(new GetAssertionOptionsParams
    {
        AllowedCredentials = staff is { } member ? Descriptors(await records.OfAsync(member), site) : [],
        UserVerification = UserVerificationRequirement.Required,
    }).ToJson();

    /// <summary>The member whose passkey answers the question; null where the answer is not good.</summary>
    public async Task<StaffId?> VerifyAsync(PasskeySite site, string question, string answer)
    {
        if (Read<AuthenticatorAssertionRawResponse>(answer) is not { } response || await records.FindAsync(Base64Url.EncodeToString(response.RawId)) is not { } passkey || passkey.Host != site.Host)
            return null;
        try
        {
            var result = await Of(site).MakeAssertionAsync(new MakeAssertionParams
            {
                AssertionResponse = response,
                OriginalOptions = AssertionOptions.FromJson(question),
                StoredPublicKey = passkey.PublicKey,
                StoredSignatureCounter = (uint)passkey.Counter,
                IsUserHandleOwnerOfCredentialIdCallback = (asked, _) => Task.FromResult(Encoding.UTF8.GetString(asked.UserHandle) == passkey.Staff.Value),
            });
            return await records.UseAsync(passkey, result.SignCount, clock.GetUtcNow()) ? passkey.Staff : null;
        }
        catch (Fido2VerificationException)
        {
            return null;
        }
    }

    private static Fido2 Of(PasskeySite site) => new(new Fido2Configuration { RPID = site.Host, RPName = ServerName, Origins = new HashSet<string> { site.Origin } });

    private static PublicKeyCredentialDescriptor[] Descriptors(IEnumerable<PasskeyRecord> passkeys, PasskeySite site) =>
        [.. passkeys.Where(passkey => passkey.Host == site.Host).Select(passkey => new PublicKeyCredentialDescriptor(Base64Url.DecodeFromChars(passkey.Id)))];

    /// <summary>A browser's answer; null for something else.</summary>
    private static T? Read<T>(string json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json);
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return null;
        }
    }
}
