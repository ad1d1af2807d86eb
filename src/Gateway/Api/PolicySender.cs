using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>The policies that a call may send: those of the insurer whose API key it carries, or of the insurers that the staff member administers.</summary>
internal sealed class PolicySender(Brands brands, Standings standings, ShownSecrets secrets, IGrainFactory grains)
{
    /// <summary>The insurer, or why not. <c>?insurer=</c> names it where there is a choice; whoever has none may name their own.</summary>
    public async Task<(InsurerId Insurer, Refusal? Refusal)> OfAsync(HttpContext context, ClaimsPrincipal user)
    {
        var named = context.Request.Query["insurer"];
        if (named.Count > 1)
            return (default, Refusal.InvalidFor("Назовите одну страховую компанию."));
        var asked = named is [{ Length: > 0 } id] ? new InsurerId(id) : (InsurerId?)null;
        if (KeyOf(context) is { } key)
        {
            var owner = await OwnerAsync(context, key);
            return owner.Value is { } insurer ? Only(insurer.InsurerId, asked) : (default, owner.Refusal);
        }
        if (user.Identity?.IsAuthenticated != true)
            return (default, Refusal.SignInRequired);
        if (StaffRights.Refuse(user, Right.ImportPolicies) is { } refusal)
            return (default, refusal);
        if ((await standings.OfAsync(user.Staff()!.Value))?.Insurer is { } own)
            return Only(own, asked);
        await brands.RefreshAsync();
        return asked is { } wanted && brands.Of(wanted) is null ? (default, Refusal.InvalidFor("Такой страховой компании нет.")) : (asked ?? InsurerId.Default, null);
    }

    /// <summary>The insurer whose program calls, by its API key; nobody else's credential will do.</summary>
    public async Task<(InsurerId Insurer, Refusal? Refusal)> OfProgramAsync(HttpContext context, ClaimsPrincipal user)
    {
        if (KeyOf(context) is not { } key)
            return (default, user.Identity?.IsAuthenticated == true ? Refusal.WrongRole : Refusal.SignInRequired);
        var owner = await OwnerAsync(context, key);
        return owner.Value is { } insurer ? (insurer.InsurerId, null) : (default, owner.Refusal);
    }

    private static string? KeyOf(HttpContext context) => BearerScheme.TokenOf(context.Request) is { } key && ApiKeys.HasForm(key) ? key : null;

    private Task<Reply<NamedInsurer>> OwnerAsync(HttpContext context, string key) =>
        secrets.LookUpAsync(context, ApiKeys.IdOf(key), key, () => GrainCalls.RepeatedOnce(() => grains.GetGrain<IInsurersGrain>(0).OfKey(key)));

    private static (InsurerId, Refusal?) Only(InsurerId own, InsurerId? asked) => asked is null || asked == own ? (own, null) : (default, Refusal.WrongRole);
}
