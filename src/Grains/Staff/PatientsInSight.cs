using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The patients on a consultant's pages, those asked for last, and who of them is on the platform.</summary>
/// <param name="most">So many are kept.</param>
internal sealed class PatientsInSight(int most)
{
    private readonly List<(PatientId Patient, AccountId Account)> _asked = [];
    private IReadOnlySet<AccountId> _online = new HashSet<AccountId>();

    /// <summary>Whether there is anybody to look for.</summary>
    public bool Any => _asked.Count > 0;

    /// <summary>Their accounts.</summary>
    public AccountId[] Accounts => [.. _asked.Select(one => one.Account).Distinct()];

    /// <summary>The patients of these who are on the platform.</summary>
    public PatientId[] Online => [.. _asked.Where(one => _online.Contains(one.Account)).Select(one => one.Patient)];

    /// <summary>Whether a patient is on the platform, as far as was seen.</summary>
    public bool IsOnline(PatientId patient) => _asked.Exists(one => one.Patient == patient && _online.Contains(one.Account));

    /// <summary>A patient was asked for.</summary>
    public void Look(PatientId patient, AccountId account)
    {
        _asked.RemoveAll(one => one.Patient == patient);
        _asked.Add((patient, account));
        if (_asked.Count > most)
            _asked.RemoveAt(0);
    }

    /// <summary>The accounts that are connected now.</summary>
    /// <returns>Whether others of the patients are on the platform than before.</returns>
    public bool Saw(IReadOnlySet<AccountId> online)
    {
        var before = Online;
        _online = online;
        return !before.SequenceEqual(Online);
    }
}
