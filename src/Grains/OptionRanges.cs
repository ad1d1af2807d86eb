using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Holds options to the ranges that their class states, and says which of them is out of its own.</summary>
internal static class OptionRanges
{
    /// <summary>The options of a section must be within their ranges.</summary>
    public static OptionsBuilder<T> InRange<T>(this OptionsBuilder<T> options, string section) where T : class
    {
        options.Services.AddSingleton<IValidateOptions<T>>(new Check<T>(section));
        return options;
    }

    private sealed class Check<T>(string section) : IValidateOptions<T> where T : class
    {
        /// <inheritdoc />
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(faults.Select(fault => $"{section}:{string.Join(", ", fault.MemberNames)}: {fault.ErrorMessage}"));
        }
    }
}
