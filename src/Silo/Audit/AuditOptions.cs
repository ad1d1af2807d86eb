using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Where the end of the chain of audit entries is kept beside the log: at a place that the database's owner can't change. Section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Audit";

    /// <summary>The path of a file to which a line is added each minute in which the end has moved. Default none.</summary>
    public string HeadFile { get; set; } = "";

    /// <summary>The address that gets the same by POST, as JSON. Default none.</summary>
    public string HeadUrl { get; set; } = "";
}

/// <summary>Says what is no address.</summary>
internal sealed class AuditOptionsValidation : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options) =>
        options.HeadUrl.Length == 0 || (Uri.TryCreate(options.HeadUrl, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Audit:HeadUrl is no address that begins with http:// or https://.");
}
