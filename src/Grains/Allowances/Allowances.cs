using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Medzdrav.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>How much may be asked for by people who are not signed in: SMS cost money and reach strangers. Section <c>SignIn</c>.</summary>
internal sealed class AllowanceOptions
{
    /// <summary>Codes to one phone in ten minutes, for each purpose. Default 5.</summary>
    [Range(1, 10_000)]
    public int CodesPerPhone { get; set; } = 5;

    /// <summary>Codes to one phone in a day, for each purpose. Default 20.</summary>
    [Range(1, 100_000)]
    public int CodesPerPhoneDay { get; set; } = 20;

    /// <summary>Codes asked for from one address in an hour; many phones of a carrier share one. Default 120. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int CodesPerAddress { get; set; } = 120;

    /// <summary>Codes in all in a minute. Default 600.</summary>
    [Range(1, 1_000_000)]
    public int CodesInAll { get; set; } = 600;

    /// <summary>Visitors from one address in an hour. Default 300. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int VisitorsPerAddress { get; set; } = 300;

    /// <summary>Call-backs asked for from one address in an hour. Default 30. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int CallbacksPerAddress { get; set; } = 30;
}

/// <summary>Asks the counts. The answer depends on what was asked for only, never on whether a phone is known.</summary>
internal sealed class Allowances(IGrainFactory grains, IOptions<AllowanceOptions> options, IHostEnvironment environment)
{
    /// <summary>How long codes to one phone count together.</summary>
    internal static readonly TimeSpan PhoneWindow = TimeSpan.FromMinutes(10);

    private const int SubscriberBytes = 8;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly AllowanceOptions _options = options.Value;

    /// <summary>Asks for one more code to a phone.</summary>
    /// <param name="phone">E.164.</param>
    /// <param name="purpose">Counted apart: a phone flooded from outside can still be helped by a consultant.</param>
    /// <param name="address">Where the wish comes from; null where a consultant asks.</param>
    public async Task<bool> MaySendCode(string phone, CodePurpose purpose, string? address) =>
        await OfAddress("codes", address, _options.CodesPerAddress)
        && await Take($"{purpose}Code", phone, true, new(_options.CodesPerPhone, PhoneWindow), new(_options.CodesPerPhoneDay, Day))
        && await Take("codes", "all", false, new AllowanceWindow(_options.CodesInAll, Minute));

    /// <summary>Asks for one more visitor.</summary>
    public Task<bool> MayVisit(string address) => OfAddress("visitors", address, _options.VisitorsPerAddress);

    /// <summary>Asks for one more call-back.</summary>
    public Task<bool> MayAskToBeRung(string address) => OfAddress("callbacks", address, _options.CallbacksPerAddress);

    /// <summary>The part of an address that stands for one subscriber: IPv6 by /64.</summary>
    /// <param name="address">As the edge saw it; null where nobody at the edge asks.</param>
    /// <param name="isLoopbackFree">Whether nobody is counted at this very machine: so for a developer. In Production such people come through a proxy whom nobody named.</param>
    public static string? Subscriber(string? address, bool isLoopbackFree)
    {
        if (address is null || !IPAddress.TryParse(address, out var parsed))
            return address;
        var ip = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        if (isLoopbackFree && IPAddress.IsLoopback(ip))
            return null;
        return ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, SubscriberBytes)) : ip.ToString();
    }

    private async Task<bool> OfAddress(string what, string? address, int limit) =>
        Subscriber(address, environment.IsDevelopment()) is not { } subscriber || await Take(what, subscriber, true, new AllowanceWindow(limit, Hour));

    private Task<bool> Take(string what, string whose, bool isKept, params AllowanceWindow[] windows) =>
        grains.GrainOf<IAllowanceGrain>(DerivedId.Of("allowance", what, whose)).Take(windows, isKept);
}
