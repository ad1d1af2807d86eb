using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <remarks>The rights of a staff member's connection follow the member's standing.</remarks>
public sealed partial class Connection
{
    private volatile Standing? _standing;
    private volatile bool _hasAskedToWatch;

    /// <summary>For staff, how they stand now; null for others.</summary>
    public Standing? Standing
    {
        get => _standing;
        init => _standing = value;
    }

    /// <summary>For staff, the generation of the credential.</summary>
    public long Generation { get; init; }

    /// <summary>The desk that the connection was made for; null for none.</summary>
    public Desk? Place { get; init; }

    /// <summary>The desk that the connection works at now; null for others than specialists.</summary>
    public Desk? Desk => Place is { } place && _standing?.WorksAt(place) == true ? place : null;

    /// <summary>Whether it asked to be told how the service goes, and may still know.</summary>
    internal bool IsWatching => _hasAskedToWatch && _standing?.Has(Right.WatchLive) == true;

    /// <summary>Whether it is of a patient or a visitor.</summary>
    internal bool IsPatients => caller.Kind != CallerKind.Staff;

    /// <summary>The specialist at its desk; null for others.</summary>
    internal ISpecialist? Specialist(IGrainFactory grains) => Place is { } desk ? grains.SpecialistAt(desk, new StaffId(caller.Id)) : null;

    /// <summary>From now on it is told when the service goes otherwise.</summary>
    internal void Watch() => _hasAskedToWatch = true;

    /// <summary>The member's standing changed: the connection goes on with it, or is cut.</summary>
    /// <returns>Whether it goes on.</returns>
    internal bool Follow(Standing standing)
    {
        if (standing.Admits(Generation))
        {
            _standing = standing;
            return true;
        }
        _standing = standing with { IsEnabled = false };
        abort();
        return false;
    }
}
