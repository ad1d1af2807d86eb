using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>The service's terms as pages know them: asked for when a page is opened, remembered, and asked for again after a minute.</summary>
public sealed class KnownTerms(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(1);
    private volatile Answer? _last;

    /// <summary>The terms told last.</summary>
    /// <exception cref="StorageUnavailableException">Nobody has told any so far: a page with figures can't be shown.</exception>
    public ServiceTerms Now => Last.Terms;

    /// <summary>The clinic's civil time.</summary>
    /// <exception cref="StorageUnavailableException">Nobody has told the terms so far.</exception>
    public TimeZoneInfo Zone => Last.Zone;

    /// <summary>The figures that scripts count with and print, for <c>helpers/terms.js</c>; null before any terms are known, as on a page that says that the cluster is away.</summary>
    public string? ForScripts => _last?.ForScripts;

    private Answer Last => _last ?? throw new StorageUnavailableException("The cluster has not told its terms yet.");

    /// <summary>The clinic's civil day.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => Dates.DayOf(instant, Zone);

    /// <summary>Asks when nothing is known, or what is known is old.</summary>
    public async Task RefreshAsync()
    {
        var (now, last) = (clock.GetUtcNow(), _last);
        if (now < last?.Until)
            return;
        try
        {
            _last = new Answer(await GrainCalls.RepeatedOnce(() => grains.GetGrain<IServiceTermsGrain>(0).Read()), now + RememberFor);
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            // The terms of a minute ago go on; a page whose own question fails says that the cluster is away.
            if (last is not null)
                _last = last with { Until = clock.GetUtcNow() + RememberFor };
        }
    }

    private sealed record Answer(ServiceTerms Terms, DateTimeOffset Until)
    {
        public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(Terms.TimeZone);

        public string ForScripts { get; } = JsonSerializer.Serialize(
            new
            {
                warningSeconds = Terms.Warnings.Select(warning => (int)warning.TotalSeconds),
                unsignedSeconds = (int)Terms.UnsignedConclusion.TotalSeconds,
                Terms.OffersMissed,
                Terms.MessageCharacters,
                Terms.ReasonCharacters,
                returnWithin = RussianCount.Genitive(Terms.ReturnWithin),
                longWaitSeconds = (int)Terms.LongWait.TotalSeconds,
                absent = RussianCount.Accusative(Terms.PatientAbsent),
                companion = RussianCount.Accusative(Terms.Companion),
                codesAgain = RussianCount.Accusative(Terms.CodesAgain),
            },
            WireJson.Options);
    }
}
