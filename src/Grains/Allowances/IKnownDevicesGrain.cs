namespace Medzdrav.Grains;

/// <summary>The devices that signed in with one phone or login: strangers who try it elsewhere do not use up theirs. Key: <see cref="Allowances"/> makes it; the phone or login stands in it only hashed.</summary>
[Alias("IKnownDevicesGrain")]
internal interface IKnownDevicesGrain : IGrainWithStringKey
{
    /// <summary>Whether this device signed in before.</summary>
    [Alias("Knows")] Task<bool> Knows(string device);

    /// <summary>It signed in.</summary>
    [Alias("Remember")] Task Remember(string device);
}
