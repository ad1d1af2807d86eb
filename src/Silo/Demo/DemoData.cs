using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>A clearly fictional clinic to try things with: about 200 insured persons of three insurers in families of all ages, and staff.</summary>
public sealed class DemoData
{
    private const string Password = "demo";
    private const int ShownFamilies = 7;
    private readonly DemoPolicies _policies;
    private readonly IPeople _people;
    private readonly IStaffRecords _staff;
    private readonly TimeProvider _clock;
    private readonly Emptiness _emptiness;
    private readonly LimitOptions _limits;
    private readonly StorageOptions _storage;

    internal DemoData(DemoPolicies policies, IPeople people, IStaffRecords staff, Emptiness emptiness, IOptions<LimitOptions> limits, IOptions<StorageOptions> storage, TimeProvider clock) =>
        (_policies, _people, _staff, _emptiness, _limits, _storage, _clock) = (policies, people, staff, emptiness, limits.Value, storage.Value, clock);

    private DateOnly Today => _limits.DateOf(_clock.GetUtcNow());

    /// <summary>Fills an empty database through the same import as real files; leaves any other as it is.</summary>
    /// <returns>Whom one can be; null when the database holds something else than this demo.</returns>
    public async Task<DemoGuide?> SeedAsync(CancellationToken cancellation = default)
    {
        // Silos that start together would each find the database empty.
        await using var turn = await StartTurn.TakeAsync(_storage, cancellation);
        if (await _emptiness.IsEmptyAsync())
            await _policies.FillAsync(Today, cancellation);
        else if (await _staff.FindByLoginAsync(DemoStaff.All[0].Login) is not { IsDemo: true, IsEnabled: true })
            return null;
        await HireAsync();
        return new DemoGuide([.. DemoStaff.All.Select(member => new DemoLogin(member.Title, member.Login, Password))], await PhonesAsync(), await _policies.HostsAsync());
    }

    /// <summary>Members who are there already stay as they are.</summary>
    private async Task HireAsync()
    {
        var hash = new PasswordHasher<StaffRecord>().HashPassword(null!, Password);
        foreach (var member in DemoStaff.All)
            await _staff.AddAsync(new StaffRecord(new StaffId(Guid.CreateVersion7().ToString("N")), member.Login, hash, member.Name, member.Posts) { Specialties = member.Specialties, IsDemo = true });
    }

    private async Task<IReadOnlyList<DemoPhone>> PhonesAsync()
    {
        var phones = new List<DemoPhone>();
        foreach (var phone in Enumerable.Range(1, ShownFamilies).Select(DemoFamilies.PhoneOf).OfType<string>())
            if (await _people.OfPhoneAsync(PhoneNumber.Normalize(phone)!) is { Count: > 0 } family)
                phones.Add(new DemoPhone(phone, string.Join(", ", family.Select(person => $"{person.Name} ({AgeRule.Text(person.BirthDate, Today)})")), InsurersOf(family)));
        return phones;
    }

    private static string InsurersOf(IReadOnlyList<PersonRecord> family) =>
        string.Join(", ", family.SelectMany(person => person.Policies).Select(policy => policy.Insurer.Name).Distinct().Order());
}
