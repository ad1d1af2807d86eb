using System.Text.Encodings.Web;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Apps: an opaque token in the <c>Authorization</c> header, or in <c>access_token</c> for the hub only, whose handshake has no headers in browsers.</summary>
internal sealed class BearerScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, CredentialChecks checks, Principals principals, ShownSecrets secrets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    private static readonly object IsRefused = new();

    /// <summary>The token that a program's request carries, or null. Pages know cookies only.</summary>
    public static string? TokenOf(HttpRequest request) =>
        !Problems.IsForPrograms(request.Path) ? null
        : request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
        : Routed.ToHub(request.HttpContext) && request.Query["access_token"] is [{ Length: > 0 } token] ? token
        : null;

    /// <summary>Tells an address that shows too many unknown tokens that it is too many: a bare "sign in" would make an honest app behind the same address forget its tokens.</summary>
    public static Task RefuseTooManyAsync(HttpContext context, RequestDelegate next) =>
        context.Items.ContainsKey(IsRefused) ? Problems.Of(Refusal.TooMany).ExecuteAsync(context) : next(context);

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token.Parse(TokenOf(Request)) is not { } token)
            return AuthenticateResult.NoResult();
        var reply = Routed.ToClaim(Context)
            ? await secrets.LookUpAsync(Context, $"claim {token.Credential}", token.Secret, () => checks.VerifyForClaimAsync(token.Credential, token.Secret))
            : await secrets.LookUpAsync(Context, token.Credential, token.Secret, () => checks.VerifyTokenAsync(token.Credential, token.Secret));
        if (reply.Refusal == Refusal.TooMany)
            Context.Items[IsRefused] = true;
        return reply.Value is { } owner && await principals.OfAsync(owner, Schemes.Bearer) is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Schemes.Bearer))
            : AuthenticateResult.Fail("The token does not stand.");
    }
}
