using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Where the classification of diseases lies, in which doctors find diagnoses. Section <c>Diagnoses</c>.</summary>
internal sealed class DiagnosisOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Diagnoses";

    /// <summary>The path of a CSV file with codes and Russian titles, such as the Ministry of Health's directory 1.2.643.5.1.13.13.11.1005. It counts on this silo, over what was imported at the console. Default none: what was imported, and the program's own codes of primary care.</summary>
    public string File { get; set; } = "";
}

/// <summary>Says why the file is none that can be searched.</summary>
internal sealed class DiagnosisOptionsValidation : IValidateOptions<DiagnosisOptions>
{
    public ValidateOptionsResult Validate(string? name, DiagnosisOptions options) =>
        DiagnosisFile.Read(options).Fault is { } fault ? ValidateOptionsResult.Fail($"Diagnoses:File: {fault}") : ValidateOptionsResult.Success;
}
