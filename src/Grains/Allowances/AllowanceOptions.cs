using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Grains;

/// <summary>How much may be asked for by people who are not signed in: SMS cost money and reach strangers. Section <c>SignIn</c>.</summary>
internal sealed class AllowanceOptions
{
    /// <summary>Countries whose mobile numbers get codes, by their two letters (ISO 3166), divided by commas. Default <c>RU</c>.</summary>
    [Required]
    public string Countries { get; set; } = "RU";

    /// <summary>Codes to one phone in ten minutes, for each purpose; a device that signed in with it before has as many of its own. Default 5.</summary>
    [Range(1, 10_000)]
    public int CodesPerPhone { get; set; } = 5;

    /// <summary>Codes to one phone in a day, for each purpose; a device that signed in with it before has as many of its own. Default 20.</summary>
    [Range(1, 100_000)]
    public int CodesPerPhoneDay { get; set; } = 20;

    /// <summary>Codes asked for from one address in an hour; many phones of a carrier share one. Default 120. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int CodesPerAddress { get; set; } = 120;

    /// <summary>Codes in all in a minute. Default 600.</summary>
    [Range(1, 1_000_000)]
    public int CodesInAll { get; set; } = 600;

    /// <summary>Codes to the phones of one country in a day (UTC). Default 10,000. Devices that signed in before are free.</summary>
    [Range(1, 100_000_000)]
    public int CodesPerCountryDay { get; set; } = 10_000;

    /// <summary>Codes in all in a day (UTC). Default 20,000. Devices that signed in before are free.</summary>
    [Range(1, 100_000_000)]
    public int CodesInAllDay { get; set; } = 20_000;

    /// <summary>Wrong codes for one phone in ten minutes, over all attempts, for each purpose, and likewise second factors of one staff login; a device that signed in with it before has as many of its own. Default 10.</summary>
    [Range(1, 10_000)]
    public int WrongCodes { get; set; } = 10;

    /// <summary>Wrong codes for one phone in a day, likewise. Default 30.</summary>
    [Range(1, 100_000)]
    public int WrongCodesDay { get; set; } = 30;

    /// <summary>Wrong passwords of one login from one address in a minute; a device that signed in with it before has as many of its own. Default 5.</summary>
    [Range(1, 10_000)]
    public int WrongPasswords { get; set; } = 5;

    /// <summary>Wrong passwords of one login from one address in an hour, likewise. Default 15.</summary>
    [Range(1, 100_000)]
    public int WrongPasswordsHour { get; set; } = 15;

    /// <summary>Wrong passwords from one address in an hour, whatever the logins. Default 60. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int WrongPasswordsPerAddress { get; set; } = 60;

    /// <summary>Wrong passwords of one login in an hour, from whatever addresses. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int WrongPasswordsPerLogin { get; set; } = 100;

    /// <summary>Visitors from one address in an hour. Default 300. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int VisitorsPerAddress { get; set; } = 300;

    /// <summary>Sessions that one account or visitor opens in ten minutes, whatever becomes of them; withdrawn consents count with them. Default 30.</summary>
    [Range(1, 1_000_000)]
    public int OpeningsPerCaller { get; set; } = 30;

    /// <summary>Sessions opened from one address in ten minutes. Default 300. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int OpeningsPerAddress { get; set; } = 300;

    /// <summary>Call-backs asked for from one address in an hour. Default 30. Loopback is free in Development.</summary>
    [Range(1, 1_000_000)]
    public int CallbacksPerAddress { get; set; } = 30;

    /// <summary>Wishes of one account in a day to be called back to a waiting room by SMS; each session sends one at most. Default 6.</summary>
    [Range(1, 10_000)]
    public int CallBacksPerAccountDay { get; set; } = 6;

    /// <summary>The countries, each by its two letters.</summary>
    internal string[] CountryCodes => Countries.ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
