using System.Reflection;
using System.Text.Json.Nodes;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Medzdrav.Gateway;

/// <summary>The OpenAPI document of the HTTP API, made of the calls themselves; <c>docs/protocol.md</c> says the same to people.</summary>
internal static class ApiDocument
{
    /// <summary>Where the document is.</summary>
    public const string Address = "/openapi/v1.json";

    /// <summary>The page has its settings and styles inside.</summary>
    private const string ReaderPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

    private const string ProblemName = "Problem";

    private static readonly string[] Schemes = ["bearer", "cookie"];

    /// <summary>The refusals that any call may meet.</summary>
    private static readonly string[] OfAnyCall = [Refusal.Invalid.Code, Refusal.WrongRole.Code, Refusal.TooMany.Code, Refusal.Unavailable.Code];

    /// <summary>All refusals by code; a code's title is the one that it has most often.</summary>
    private static readonly Dictionary<string, Refusal> Refusals = typeof(Refusal).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (Refusal)field.GetValue(null)!).ToDictionary(refusal => refusal.Code);

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Shape(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    });

    /// <summary>Maps the document and, while developing, a page to read it and try it: its script comes from this program, not from elsewhere.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder app, bool isDeveloping)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        if (isDeveloping)
            app.MapScalarApiReference("/scalar", options => options.WithTitle("Медздрав: HTTP API").DisableDefaultFonts().DisableTelemetry())
                .AddEndpointFilter((call, next) =>
                {
                    call.HttpContext.Response.Headers.ContentSecurityPolicy = ReaderPolicy;
                    return next(call);
                });
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Медздрав: HTTP API", Version = "v1", Description = "Live work goes over the hub at /hub, which docs/protocol.md describes." };
        document.AddComponent(ProblemName, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457 problem details: a stable code for programs, a Russian title for people.",
            Required = new HashSet<string> { "title", "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Refusals.Keys.Append(Problems.FaultCode).Select(code => (JsonNode)code)] },
                ["errorCode"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Of an unexpected error, to be told to whoever helps." },
            },
        });
        document.Components!.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An app's access token, or an insurer's API key (mzk_…)." },
            ["cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = CookieScheme.CookieName, Description = "A browser's." },
        };
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var said = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= new OpenApiResponses();
        var codes = said.OfType<ApiRefusals>().SelectMany(own => own.Codes).Concat(OfAnyCall).Distinct().ToList();
        if (said.OfType<IAuthorizeData>().Any())
        {
            codes.Add(Refusal.SignInRequired.Code);
            operation.Security = [.. Schemes.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] })];
        }
        foreach (var status in codes.Distinct().GroupBy(code => Problems.StatusOf(code)).OrderBy(status => status.Key))
            operation.Responses[$"{status.Key}"] = Refused(string.Join("\n", status.Select(code => $"- `{code}`: {Refusals[code].Message}")), context.Document);
        operation.Responses["500"] = Refused($"- `{Problems.FaultCode}`: a bug", context.Document);
        foreach (var query in said.OfType<ApiQuery>())
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = query.Name, In = ParameterLocation.Query, Description = query.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        if (said.OfType<TakesFileAttribute>().Any())
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = ImportApi.FileTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }),
            };
    }

    private static OpenApiResponse Refused(string description, OpenApiDocument? document) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemName, document) } },
    };

    /// <summary>Values that the wire has as strings of their own form.</summary>
    private static void Shape(OpenApiSchema schema, Type written)
    {
        var type = Nullable.GetUnderlyingType(written) ?? written;
        var isText = type == typeof(string) || type == typeof(DateTimeOffset) || type == typeof(CommandId) || type.IsEnum || IsId(type);
        if (!isText)
            return;
        schema.Type = type == written ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        schema.Format = type == typeof(DateTimeOffset) ? "date-time" : type == typeof(CommandId) ? "uuid" : schema.Format;
        if (IsId(type))
            schema.MaxLength = IdText.MaxLength;
        if (type.IsEnum)
            schema.Enum = [.. Enum.GetNames(type).Select(name => (JsonNode)System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name))];
    }

    private static bool IsId(Type type) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));
}
