using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Medzdrav.Gateway;

/// <summary>Errors of the HTTP API: RFC 9457 problem details with a stable code and a Russian title.</summary>
internal static class Problems
{
    /// <summary>The code of a bug.</summary>
    public const string FaultCode = "fault";

    /// <summary>A bug: not the caller's fault.</summary>
    private static readonly Refusal Fault = new(FaultCode, "Внутренняя ошибка. Попробуйте ещё раз.");

    /// <summary>Of tus 1.0, extension "checksum".</summary>
    private const int ChecksumDiffers = 460;

    private static readonly string[] Programs = ["/api", "/dev", "/hub"];

    /// <summary>Whether programs, not people, call this path.</summary>
    public static bool IsForPrograms(PathString path) => Array.Exists(Programs, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The problem that a refusal is.</summary>
    public static IResult Of(Refusal refusal) => StatusOf(refusal.Code) is var status && status == StatusCodes.Status429TooManyRequests ? new SlowedProblem(Of(refusal, status)) : Of(refusal, status);

    /// <summary>The problem that a bare status is, with the code of an unexpected error.</summary>
    public static IResult Of(int status, string? error = null) => Of(
        status switch
        {
            StatusCodes.Status401Unauthorized => Refusal.SignInRequired,
            StatusCodes.Status403Forbidden => Refusal.WrongRole,
            StatusCodes.Status404NotFound => Refusal.NotFound,
            StatusCodes.Status503ServiceUnavailable => Refusal.Unavailable,
            >= 500 => Fault,
            _ => Refusal.Invalid,
        },
        status,
        error);

    /// <summary>The value, or the refusal's problem.</summary>
    public static IResult Result<T>(this Reply<T> reply) where T : class => reply.Refusal is { } refusal ? Of(refusal) : TypedResults.Ok(reply.Value);

    private static ProblemHttpResult Of(Refusal refusal, int status, string? error = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code };
        if (error is not null)
            extensions["errorCode"] = error;
        return TypedResults.Problem(title: refusal.Message, statusCode: status, extensions: extensions);
    }

    /// <summary>The status that a code has.</summary>
    public static int StatusOf(string code) => code switch
    {
        "notFound" => StatusCodes.Status404NotFound,
        "signInRequired" => StatusCodes.Status401Unauthorized,
        "wrongRole" or "rightMissing" or "accountDisabled" => StatusCodes.Status403Forbidden,
        "tooMany" => StatusCodes.Status429TooManyRequests,
        "unavailable" => StatusCodes.Status503ServiceUnavailable,
        "fileTooLarge" => StatusCodes.Status413PayloadTooLarge,
        "checksumDiffers" => ChecksumDiffers,
        "unsuitableFile" or "medcardFull" or "invalid" or "invalidPhone" or "invalidCode" or "wrongCode" or "codeExpired" or "wrongCredentials" or "wrongPasskey" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}
