using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How many connections to the hub one person, and one address, may have at once here: whoever comes for one more is answered <c>tooMany</c> before there is a connection. A developer's own machine is exempt.</summary>
internal sealed class HubPlaces(RequestDelegate next, IOptions<GatewayOptions> options, IHostEnvironment environment, GatewayMeter meter)
{
    private readonly Dictionary<Caller, int> _ofPersons = [];
    private readonly Dictionary<string, int> _ofAddresses = [];
    private readonly Lock _gate = new();

    /// <summary>The place is kept for as long as the request of the connection lasts.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Caller() is not { } caller || ClientAddress.CountedOf(context, environment) is not { } address)
        {
            await next(context);
            return;
        }
        if (Full(caller, address) is { } limit)
        {
            meter.Limited(limit);
            await Problems.Of(Refusal.TooMany).ExecuteAsync(context);
            return;
        }
        try
        {
            await next(context);
        }
        finally
        {
            lock (_gate)
            {
                Leave(_ofPersons, caller);
                Leave(_ofAddresses, address);
            }
        }
    }

    /// <summary>Takes a place.</summary>
    /// <returns>The limit that leaves none; null where the place is taken.</returns>
    private string? Full(Caller caller, string address)
    {
        lock (_gate)
        {
            var (own, here) = (_ofPersons.GetValueOrDefault(caller), _ofAddresses.GetValueOrDefault(address));
            if (own >= options.Value.PersonConnections)
                return "personConnections";
            if (here >= options.Value.AddressConnections)
                return "addressConnections";
            (_ofPersons[caller], _ofAddresses[address]) = (own + 1, here + 1);
            return null;
        }
    }

    private static void Leave<TKey>(Dictionary<TKey, int> places, TKey key) where TKey : notnull
    {
        if (--places[key] == 0)
            places.Remove(key);
    }
}
