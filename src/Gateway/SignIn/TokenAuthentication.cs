using System.Text.Encodings.Web;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Opaque bearer tokens <c>credential.secret</c>, checked by the credential's grain.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IGrainFactory grains)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Bearer = "Bearer ";
    private const int MaxTokenLength = 200;

    /// <summary>The token of a request; null without.</summary>
    public static string? TokenOf(Microsoft.AspNetCore.Http.HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim();
        return request.Path.StartsWithSegments(Schemes.HubPath) && request.Query[Schemes.TokenQuery] is [{ Length: > 0 } token] ? token : null;
    }

    /// <summary>The parts of a token; null for anything else.</summary>
    public static (string Credential, string Secret)? Split(string? token) =>
        token is { Length: > 2 and <= MaxTokenLength } && token.Split('.') is [{ Length: > 0 } credential, { Length: > 0 } secret] ? (credential, secret) : null;

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Split(TokenOf(Request)) is not { } token)
            return AuthenticateResult.NoResult();
        var reply = await GrainCalls.Once(() => grains.GetGrain<ICredentialGrain>(token.Credential).VerifyToken(token.Secret));
        return reply.Value is { } signedIn
            ? AuthenticateResult.Success(new AuthenticationTicket(Identity.Principal(signedIn, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail(reply.Refusal!.Code);
    }
}
