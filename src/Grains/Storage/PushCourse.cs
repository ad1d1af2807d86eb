using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A text for the screens of devices, locked ones too: it says nothing medical, and of a login's several persons only the first name.</summary>
/// <param name="Title">At most 100 characters.</param>
/// <param name="Body">At most 300 characters.</param>
/// <param name="Path">The page that a touch opens: a path of the platform's own.</param>
/// <param name="Tag">Texts of one tag take each other's place on the device, and at its push service; null for a place of its own.</param>
/// <param name="Quiet">Whether it only takes another's place: without a sound, and gone from a device that has a page in front.</param>
internal sealed record PushText(string Title, string Body, string Path, string? Tag = null, bool Quiet = false);

/// <summary>How a notice fares on an account's devices, before its SMS or instead of it.</summary>
/// <param name="Account">The account whose devices they are.</param>
/// <param name="Text">The text.</param>
/// <param name="Since">When it was given to a push service first; null before.</param>
/// <param name="Devices">The devices that it was given to, each as it stands.</param>
internal sealed record PushCourse(AccountId Account, PushText Text, DateTimeOffset? Since, IReadOnlyList<DeviceCourse> Devices);

/// <summary>How a notice fares on one device.</summary>
/// <param name="Device">Which.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Tries">How often it was given to the push service.</param>
/// <param name="At">When it is given again; null where it is not.</param>
internal sealed record DeviceCourse(string Device, DeviceState State, int Tries, DateTimeOffset? At = null);

/// <summary>Where a notice stands on a device.</summary>
internal enum DeviceState
{
    /// <summary>The push service took it.</summary>
    Taken,

    /// <summary>It is given again.</summary>
    Again,

    /// <summary>The push service does not want it, or knows the device no more.</summary>
    Refused,
}
