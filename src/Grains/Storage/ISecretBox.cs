using System.Text;

namespace Medzdrav.Grains;

/// <summary>Seals secrets that have to be read again, so that neither the database nor a copy of it gives them away.</summary>
internal interface ISecretBox
{
    /// <summary>Seals a secret.</summary>
    /// <param name="owner">The holder's id: sealed for somebody else it does not open.</param>
    /// <param name="secret">The secret.</param>
    byte[] Seal(string owner, byte[] secret);

    /// <summary>Opens it again.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No key fits, or somebody changed it.</exception>
    byte[] Open(string owner, byte[] box);

    /// <summary>Seals a text.</summary>
    /// <returns>Base64.</returns>
    string SealText(string owner, string text) => Convert.ToBase64String(Seal(owner, Encoding.UTF8.GetBytes(text)));

    /// <summary>Opens a text again.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No key fits, or somebody changed it.</exception>
    string OpenText(string owner, string box) => Encoding.UTF8.GetString(Open(owner, Convert.FromBase64String(box)));
}
