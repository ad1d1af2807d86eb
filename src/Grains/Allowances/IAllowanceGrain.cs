namespace Medzdrav.Grains;

/// <summary>Counts how often something was done lately, for one phone, one address, or in all. Key: <see cref="Allowances"/> makes it; phones and addresses stand in it only hashed.</summary>
[Alias("IAllowanceGrain")]
internal interface IAllowanceGrain : IGrainWithStringKey
{
    /// <summary>Takes one, if there is one left.</summary>
    /// <param name="windows">All must allow it.</param>
    /// <param name="isKept">Whether it must survive a restart.</param>
    /// <returns>False when it is used up for now.</returns>
    [Alias("Take")] Task<bool> Take(AllowanceWindow[] windows, bool isKept);

    /// <summary>Gives back the one that was taken last.</summary>
    /// <param name="isKept">As it was taken.</param>
    [Alias("GiveBack")] Task GiveBack(bool isKept);

    /// <summary>Takes one of a day's total (UTC), which survives a restart.</summary>
    /// <returns>False when it is used up until midnight.</returns>
    [Alias("TakeOfDay")] Task<bool> TakeOfDay(int limit);
}

/// <summary>So many within a time.</summary>
/// <param name="Limit">How many.</param>
/// <param name="Within">In what time, sliding.</param>
[GenerateSerializer, Immutable, Alias("AllowanceWindow")]
internal readonly record struct AllowanceWindow([property: Id(0)] int Limit, [property: Id(1)] TimeSpan Within);
