using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>Refusals as RFC 9457 problem details: a stable <c>code</c> and a Russian <c>title</c>.</summary>
public static class Problems
{
    /// <summary>The answer to a reply: the value, or the refusal as a problem.</summary>
    public static IResult Of<T>(Reply<T> reply) where T : class => reply.Refusal is { } refusal ? Of(refusal) : Results.Ok(reply.Value);

    /// <summary>A refusal as a problem.</summary>
    public static IResult Of(Refusal refusal) => Results.Problem(
        title: refusal.Message, statusCode: StatusOf(refusal), extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });

    private static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        "notFound" => StatusCodes.Status404NotFound,
        "signInRequired" => StatusCodes.Status401Unauthorized,
        "wrongRole" => StatusCodes.Status403Forbidden,
        "tooMany" => StatusCodes.Status429TooManyRequests,
        "unavailable" => StatusCodes.Status503ServiceUnavailable,
        "invalid" or "invalidPhone" or "wrongCode" or "codeExpired" or "wrongCredentials" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}
