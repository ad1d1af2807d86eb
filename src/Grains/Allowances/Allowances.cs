using System.Net;
using System.Net.Sockets;
using Medzdrav.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Asks the counts. The answer depends on what was asked for, and whether the device signed in before, never on whether a phone or a login is known.</summary>
internal sealed partial class Allowances(IGrainFactory grains, IOptions<AllowanceOptions> options, IHostEnvironment environment, TimeProvider clock, ILogger<Allowances> logger)
{
    /// <summary>How long codes to one phone count together.</summary>
    internal static readonly TimeSpan PhoneWindow = TimeSpan.FromMinutes(10);

    private const int SubscriberBytes = 8;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly AllowanceOptions _options = options.Value;

    /// <summary>Whether phones of a country get codes.</summary>
    /// <param name="country">Its two letters; null where nobody knows.</param>
    public bool IsServed(string? country) => country is not null && _options.CountryCodes.Contains(country);

    /// <summary>Asks for one more code to a phone.</summary>
    /// <param name="phone">E.164.</param>
    /// <param name="country">The phone's country.</param>
    /// <param name="purpose">Counted apart: a phone flooded from outside can still be helped by a consultant.</param>
    /// <param name="asking">The device that asks; null where a consultant does.</param>
    public async Task<bool> MaySendCode(string phone, string country, CodePurpose purpose, AskingDevice? asking)
    {
        AllowanceWindow[] perPhone = [new(_options.CodesPerPhone, PhoneWindow), new(_options.CodesPerPhoneDay, Day)];
        if (await OwnOf(phone, asking) is { } own)
            return await Take("ownCode", own, true, perPhone) && await TakeInAll();
        return await OfAddress("codes", asking?.Address, _options.CodesPerAddress)
            && await Take($"{purpose}Code", phone, true, perPhone)
            && await TakeOfDay($"to {country}", _options.CodesPerCountryDay)
            && await TakeOfDay("in all", _options.CodesInAllDay)
            && await TakeInAll();
    }

    /// <summary>Takes one try of a code, before anybody knows whether it is the right one.</summary>
    /// <returns>The try, to be given back when it was right; null when wrong ones have used up the tries for this phone, over all attempts.</returns>
    public async Task<TakenTry?> TryCode(string phone, CodePurpose purpose, AskingDevice? asking) => await TakenTry.Take(
        (Count($"{purpose}Wrong", await OwnOf(phone, asking) ?? phone), [new(_options.WrongCodes, PhoneWindow), new(_options.WrongCodesDay, Day)], true));

    /// <summary>Takes one try of a password, likewise. Counted in memory only: invented logins leave nothing behind.</summary>
    /// <returns>The try, likewise; null when wrong ones have used up the tries of this address or login.</returns>
    public async Task<TakenTry?> TryPassword(string login, AskingDevice? asking)
    {
        var taken = await TakePassword(login, asking);
        if (taken is null && MaySay("passwords", Minute))
            LogManyPasswords();
        return taken;
    }

    /// <summary>Takes one try of a second factor, likewise; kept over restarts, for these codes are short.</summary>
    /// <returns>The try, likewise; null when wrong ones have used up the tries for this login, over all attempts.</returns>
    public async Task<TakenTry?> TryFactor(string login, AskingDevice? asking) => await TakenTry.Take(
        (Count("factorWrong", await OwnOf(login, asking) ?? login), [new(_options.WrongCodes, PhoneWindow), new(_options.WrongCodesDay, Day)], true));

    /// <summary>A device signed in with this phone or login: from now on it has an allowance of its own.</summary>
    public Task Remember(string whose, AskingDevice? asking) => asking?.Device is { } device ? DevicesOf(whose).Remember(device) : Task.CompletedTask;

    /// <summary>Asks for one more visitor.</summary>
    public Task<bool> MayVisit(string address) => OfAddress("visitors", address, _options.VisitorsPerAddress);

    /// <summary>Asks for one more session of a caller, or another order of theirs that leaves a row. Counted in memory only, for the window is short; a repeat of the same tap is no other.</summary>
    /// <param name="caller">The account or the visitor.</param>
    /// <param name="address">As the edge saw it; null where nobody at the edge asks.</param>
    public async Task<bool> MayOpen(Caller caller, string? address) =>
        await Take("openings of", $"{caller.Kind}/{caller.Id}", false, new AllowanceWindow(_options.OpeningsPerCaller, PhoneWindow))
        && (Subscriber(address, environment.IsDevelopment()) is not { } subscriber
            || await Take("openings from", subscriber, false, new AllowanceWindow(_options.OpeningsPerAddress, PhoneWindow)));

    /// <summary>Asks for one more wish about a booking: as many as openings, and counted apart from them, so that nobody wishes away the right to call.</summary>
    public Task<bool> MayWish(AccountId account) => Take("wishes of", account.Value, false, new AllowanceWindow(_options.OpeningsPerCaller, PhoneWindow));

    /// <summary>Asks for one more private link or device to be told, which are kept: as many as openings, and counted apart from them.</summary>
    public Task<bool> MayKeep(AccountId account) => Take("keepings of", account.Value, false, new AllowanceWindow(_options.OpeningsPerCaller, PhoneWindow));

    /// <summary>Asks for one more SMS that calls an account back to a waiting room.</summary>
    public Task<bool> MayBeCalledBack(AccountId account) => Take("called back", account.Value, true, new AllowanceWindow(_options.CallBacksPerAccountDay, Day));

    /// <summary>Asks for one more sign-in by a passkey alone: as many as visitors, counted in memory only.</summary>
    public async Task<bool> MayAskForPasskey(string? address) =>
        Subscriber(address, environment.IsDevelopment()) is not { } subscriber || await Take("passkeys from", subscriber, false, new AllowanceWindow(_options.VisitorsPerAddress, Hour));

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

    private async Task<TakenTry?> TakePassword(string login, AskingDevice? asking)
    {
        AllowanceWindow[] few = [new(_options.WrongPasswords, Minute), new(_options.WrongPasswordsHour, Hour)];
        if (await OwnOf(login, asking) is { } own)
            return await TakenTry.Take((Count("password", own), few, false));
        var subscriber = Subscriber(asking?.Address, environment.IsDevelopment());
        var ofLogin = (Count("password", $"{login}\n{subscriber}"), few, false);
        var ofAll = (Count("passwords of", login), new AllowanceWindow[] { new(_options.WrongPasswordsPerLogin, Hour) }, false);
        return subscriber is null
            ? await TakenTry.Take(ofLogin, ofAll)
            : await TakenTry.Take((Count("passwords from", subscriber), [new(_options.WrongPasswordsPerAddress, Hour)], false), ofLogin, ofAll);
    }

    private async Task<bool> OfAddress(string what, string? address, int limit) =>
        Subscriber(address, environment.IsDevelopment()) is not { } subscriber || await Take(what, subscriber, true, new AllowanceWindow(limit, Hour));

    private async Task<bool> TakeOfDay(string which, int limit)
    {
        if (await Count("codes of the day", which).TakeOfDay(limit))
            return true;
        if (MaySay(which, Hour))
            LogUsedUp(limit, which);
        return false;
    }

    private Task<bool> TakeInAll() => Take("codes", "all", false, new AllowanceWindow(_options.CodesInAll, Minute));

    private Task<bool> Take(string what, string whose, bool isKept, params AllowanceWindow[] windows) => Count(what, whose).Take(windows, isKept);

    private IAllowanceGrain Count(string what, string whose) => grains.GrainOf<IAllowanceGrain>(DerivedId.Of("allowance", what, whose));

    /// <summary>The name under which a device is counted that signed in with this phone or login before; null for strangers.</summary>
    private async Task<string?> OwnOf(string whose, AskingDevice? asking) =>
        asking?.Device is { } device && await DevicesOf(whose).Knows(device) ? $"{whose}\n{device}" : null;

    private IKnownDevicesGrain DevicesOf(string whose) => grains.GrainOf<IKnownDevicesGrain>(DerivedId.Of("devices", whose));
}
