using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Staff sign-in by password. Wrong ones are counted where they come from, so nobody is kept out by somebody else's tries, least of all on a device of their own. It keeps nothing, so calls may overlap.</summary>
[StatelessWorker, Reentrant]
internal sealed class StaffSignInGrain(IStaffRecords staff, PasswordChecks passwords, Allowances allowances, SignInMeter meter) : Grain, IStaffSignInGrain
{
    /// <inheritdoc />
    public async Task<Reply<SignedIn>> SignIn(string password, AskingDevice? asking, string? login)
    {
        login ??= this.GetPrimaryKeyString();
        if (await allowances.TryPassword(login, asking) is not { } taken)
        {
            meter.Tried(Refusal.TooMany);
            return Refusal.TooMany;
        }
        var member = await staff.FindByLoginAsync(login);
        if (!await passwords.IsRightAsync(member, password) || member is null)
        {
            meter.Tried(Refusal.WrongCredentials);
            return Refusal.WrongCredentials;
        }
        // Whoever knows the password may know why it does not open; the try stays counted.
        if (!member.IsEnabled)
        {
            meter.Tried(Refusal.AccountDisabled);
            return Refusal.AccountDisabled;
        }
        await taken.GiveBack();
        await allowances.Remember(login, asking);
        meter.Tried(refusal: null);
        return await Credentials.Issue(GrainFactory, Caller.Of(member.Id), member.Generation);
    }
}
