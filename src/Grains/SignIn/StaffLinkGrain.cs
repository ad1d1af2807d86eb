using Medzdrav.Contracts;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Sets a member's password by a one-time link. It keeps nothing, so calls may overlap; the storage uses the link up.</summary>
[StatelessWorker, Reentrant]
internal sealed class StaffLinkGrain(IStaffRegister register, PasswordChecks passwords, SecondFactors factors, StaffCredentials credentials, IOptions<StaffOptions> options, TimeProvider clock) : Grain, IStaffLinkGrain
{
    /// <inheritdoc />
    public async Task<Reply<StaffInvitation>> Look(string token)
    {
        var now = clock.GetUtcNow();
        return await register.OfLinkAsync(LinkSecret.HashOf(token), now) is { } found
            ? new StaffInvitation(found.Member.Login, found.Member.Name, options.Value.MinPassword, found.ExpiresAt, now)
            : Refusal.LinkOver;
    }

    /// <inheritdoc />
    public async Task<Reply<StaffStep>> SetPassword(string token, string password, AskingDevice? asking)
    {
        var (hash, now) = (LinkSecret.HashOf(token), clock.GetUtcNow());
        if (await register.OfLinkAsync(hash, now) is not { } found)
            return Refusal.LinkOver;
        var member = found.Member;
        if (!member.IsEnabled)
            return Refusal.AccountDisabled;
        if (PasswordRules.FaultOf(password, member.Login, options.Value.MinPassword) is { } fault)
            return Refusal.InvalidFor(PasswordRules.TextOf(fault, options.Value.MinPassword));
        if (await register.UseLinkAsync(hash, await passwords.HashAsync(member, password), now) is not { } generation)
            return Refusal.LinkOver;
        member = member with { Generation = generation };
        await StaffNews.TellAsync(GrainFactory, member.Id);
        return await factors.StepAfterPasswordAsync(member) is { } next
            ? new StaffStep(null, await StaffAttempts.Begin(GrainFactory, member, next))
            : new StaffStep(await credentials.Issue(member, generation, SignInFactor.Password, asking), null);
    }
}
