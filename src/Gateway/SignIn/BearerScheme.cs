using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Apps: an opaque token in the <c>Authorization</c> header, or in <c>access_token</c> for the hub only, whose handshake has no headers in browsers.</summary>
internal sealed class BearerScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, CredentialChecks checks, Principals principals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    /// <summary>The token that a request carries, or null.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
        : request.Path.StartsWithSegments(GatewaySetup.HubPath, StringComparison.Ordinal) && request.Query["access_token"] is [{ Length: > 0 } token] ? token
        : null;

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token.Parse(TokenOf(Request)) is not { } token)
            return AuthenticateResult.NoResult();
        var isClaim = Request.Path == VisitorApi.ClaimPath;
        return await (isClaim ? checks.VerifyForClaimAsync(token.Credential, token.Secret) : checks.VerifyTokenAsync(token.Credential, token.Secret)) is { } owner
            && await principals.OfAsync(owner, Schemes.Bearer) is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Schemes.Bearer))
            : AuthenticateResult.Fail("The token does not stand.");
    }
}
