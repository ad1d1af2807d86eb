using Medzdrav.Contracts;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Tells the edge what the silo's options say.</summary>
[StatelessWorker]
internal sealed class ServiceTermsGrain(IOptions<LimitOptions> limits) : Grain, IServiceTermsGrain
{
    private readonly ServiceTerms _terms = Of(limits.Value);

    /// <inheritdoc />
    public Task<ServiceTerms> Read() => Task.FromResult(_terms);

    internal static ServiceTerms Of(LimitOptions limits) => new(
        limits.UrgentConsultation, limits.Warnings, limits.PatientAbsent, limits.Companion, limits.UnsignedConclusion, Allowances.PhoneWindow, limits.OffersMissed,
        limits.MessageCharacters, SessionRules.MaxReasonCharacters, Conclusions.MaxFieldCharacters, limits.TimeZone, FindsDiagnoses: true, SessionRules.MaxCommentCharacters, limits.ReturnWithin, limits.LongWait);
}
