using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>The answers of the HTTP API's calls, for the OpenAPI document (<see cref="ApiDocument"/>): handlers answer results whose type says nothing.</summary>
internal static class ApiAnswers
{
    /// <summary>A call that answers a value.</summary>
    /// <param name="call">The call.</param>
    /// <param name="summary">Its purpose, in a sentence.</param>
    /// <param name="refusals">The refusals that are its own; those that any call may meet are added.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder call, string summary, params Refusal[] refusals) => call.Answers(StatusCodes.Status200OK, typeof(T), summary, refusals);

    /// <summary>A call that answers nothing, or a value with another status than 200.</summary>
    /// <param name="call">The call.</param>
    /// <param name="status">The status.</param>
    /// <param name="type">The type of the value; null for none.</param>
    /// <param name="summary">Its purpose, in a sentence.</param>
    /// <param name="refusals">The refusals that are its own.</param>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder call, int status, Type? type, string summary, params Refusal[] refusals) =>
        call.WithSummary(summary).WithMetadata(new ProducesResponseTypeMetadata(status, type, type is null ? [] : ["application/json"]), new ApiRefusals([.. refusals.Select(refusal => refusal.Code)]));

    /// <summary>A call that signs a browser in with a cookie, and an app with tokens.</summary>
    /// <param name="call">The call.</param>
    /// <param name="summary">Its purpose, in a sentence.</param>
    /// <param name="refusals">The refusals that are its own.</param>
    public static RouteHandlerBuilder AnswersSignIn(this RouteHandlerBuilder call, string summary, params Refusal[] refusals) =>
        call.Answers<TokenPair>(summary, refusals).WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent));

    /// <summary>A parameter of the address that the handler reads by itself.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="description">Its meaning.</param>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder call, string name, string description) => call.WithMetadata(new ApiQuery(name, description));
}

/// <summary>The codes of a call's own refusals.</summary>
internal sealed record ApiRefusals(IReadOnlyList<string> Codes);

/// <summary>A parameter of the address.</summary>
internal sealed record ApiQuery(string Name, string Description);
