using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Makes the credentials of staff, each with its row in the list of the member's sign-ins.</summary>
internal sealed class StaffCredentials(IStaffKeyRecords keys, Allowances allowances, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>A new credential for a member who has taken every step; the device is known from then on.</summary>
    /// <param name="member">The member.</param>
    /// <param name="generation">The member's generation as it was when the password was compared.</param>
    /// <param name="factor">By what.</param>
    /// <param name="asking">The device that asks; null for none.</param>
    public async Task<SignedIn> Issue(StaffRecord member, long generation, SignInFactor factor, AskingDevice? asking)
    {
        await allowances.Remember(member.Login, asking);
        var signedIn = await Credentials.Issue(grains, Caller.Of(member.Id), generation);
        var now = clock.GetUtcNow();
        // Before it is answered: nobody is in without standing in the list.
        await keys.AddSignInAsync(new StaffSignInRecord(signedIn.CredentialId, member.Id, now, now, asking?.Name, asking?.Address, factor, generation));
        return signedIn;
    }
}
