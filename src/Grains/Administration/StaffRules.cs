using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of what an administrator may do to whose account.</summary>
internal static partial class StaffRules
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 200;

    /// <summary>The longest name of a specialty.</summary>

    private const int MaxSpecialties = 20;

    /// <summary>Whether a member is one of those that an administrator keeps: an insurer's keeps only its own.</summary>
    public static bool MayKeep(Standing administrator, StaffRecord member) => administrator.Insurer is null || administrator.Insurer == member.Insurer;

    /// <summary>Why an account can't be changed by somebody, as both stand in the records at that moment; null when it can. Of two administrators who end each other's access at once one stays.</summary>
    public static Refusal? RefuseChange(StaffChanging stored) =>
        stored.By is not { } by || StateOf(by) != StaffState.Active || !by.Standing.Has(Right.ManageStaff) ? Refusal.RightMissing
        : MayKeep(by.Standing, stored.Record) ? null
        : Refusal.NotFound;

    /// <summary>Whether a stored account is one that was just added, which nobody has changed or used since.</summary>
    public static bool IsUnchanged(StaffRecord stored, StaffRecord added) =>
        stored.Version == added.Version && stored.PasswordHash.Length == 0 && stored.Login == added.Login && stored.Name == added.Name && stored.Insurer == added.Insurer
        && stored.Posts.SequenceEqual(added.Posts) && stored.Specialties.SequenceEqual(added.Specialties);

    /// <summary>Whether a login, in lower case, has the form of one.</summary>
    public static bool IsLogin(string login) => Login().IsMatch(login);

    /// <summary>Whether a name, as it is kept, can be a member's.</summary>
    public static bool IsName(string name) => !TypedText.IsBlank(name) && name.Length <= MaxName && !name.Any(char.IsControl);

    /// <summary>Whether a text, as it is kept, can be the name of a specialty: names are divided by commas where they are stored.</summary>
    public static bool IsSpecialty(string specialty) =>
        !TypedText.IsBlank(specialty) && specialty.Length <= SpecialtyName.MaxCharacters && !specialty.Any(letter => letter == ',' || char.IsControl(letter));

    /// <summary>Why a login can't be given; null when it can.</summary>
    public static Refusal? Refuse(string login) =>
        IsLogin(login) ? null : Refusal.InvalidFor("В логине от 3 до 40 латинских букв, цифр, точек или дефисов; первой стоит буква.");

    /// <summary>Why these details can't be; null when they can.</summary>
    /// <param name="insurer">The insurer whose member it is; null for the platform's.</param>
    /// <param name="details">As <see cref="Kept"/> made them.</param>
    public static Refusal? Refuse(InsurerId? insurer, StaffDetails details)
    {
        if (!IsName(details.Name))
            return Refusal.InvalidFor("Укажите имя: фамилию, имя и отчество.");
        if (details.Posts.Length == 0 || details.Posts.Any(post => !Enum.IsDefined(post)))
            return Refusal.InvalidFor("Выберите хотя бы одну должность.");
        if (insurer is not null && details.Posts is not [Post.Administrator])
            return Refusal.InvalidFor("Сотрудник страховой компании может быть только администратором.");
        if (details.Posts.Contains(Post.Specialist) != details.Specialties.Length > 0)
            return Refusal.InvalidFor(details.Specialties.Length == 0 ? "Укажите специальность врача-специалиста." : "Специальности указывают только для врача-специалиста.");
        return details.Specialties.Length > MaxSpecialties || !details.Specialties.All(IsSpecialty)
            ? Refusal.InvalidFor($"В названии специальности от 1 до {SpecialtyName.MaxCharacters} знаков, без запятых.")
            : null;
    }

    /// <summary>Details as they are kept: spaces as usual, each post once.</summary>
    public static StaffDetails Kept(StaffDetails details) =>
        new(Folding.Kept(details.Name), Posts.InOrder(details.Posts), [.. details.Specialties.Select(Folding.Kept).Where(specialty => specialty.Length > 0).Distinct()]);

    /// <summary>Gives a member other details. Sign-ins end where a second factor is needed from now on.</summary>
    public static Reply<StaffChanged> Change(StaffChanging stored, long version, StaffDetails details)
    {
        var record = stored.Record;
        if (record.Version != version)
            return Refusal.StaffChanged;
        if (Refuse(record.Insurer, details) is { } refusal)
            return refusal;
        if (IsLast(stored) && !details.Posts.Contains(Post.Administrator))
            return Refusal.LastAdministrator;
        var needsFactor = SecondFactorRules.BeginToNeedIt(record.Posts, details.Posts);
        return new StaffChanged(record with
        {
            Name = details.Name,
            Posts = details.Posts,
            Specialties = details.Specialties,
            Generation = record.Generation + (needsFactor ? 1 : 0),
        });
    }

    /// <summary>Keeps a member from signing in, or lets them again.</summary>
    public static Reply<StaffChanged> SetEnabled(StaffChanging stored, StaffId by, bool isEnabled)
    {
        var record = stored.Record;
        if (isEnabled)
            return new StaffChanged(record with { IsEnabled = true });
        return record.Id == by ? Refusal.NotOneself
            : IsLast(stored) ? Refusal.LastAdministrator
            : new StaffChanged(record with { IsEnabled = false, Generation = record.Generation + (record.IsEnabled ? 1 : 0) });
    }

    /// <summary>Ends whatever a member signs in by; a link sets it anew. An administrator's own goes by another one, for a link that got lost would lock the last of them out.</summary>
    public static Reply<StaffChanged> Reset(StaffChanging stored, StaffId by, StaffLink link) => stored.Record.Id == by ? Refusal.NotOneself
        : IsLast(stored) ? Refusal.LastAdministrator
        : new StaffChanged(stored.Record with { PasswordHash = "", IsDemo = false, Generation = stored.Record.Generation + 1 }, link, EndsFactor: true);

    /// <summary>Ends all of a member's sign-ins.</summary>
    public static Reply<StaffChanged> SignOut(StaffChanging stored) => new StaffChanged(stored.Record with { Generation = stored.Record.Generation + 1 });

    /// <summary>Whether a member can sign in.</summary>
    public static StaffState StateOf(StaffRecord record) =>
        !record.IsEnabled ? StaffState.Disabled : record.PasswordHash.Length == 0 ? StaffState.Invited : StaffState.Active;

    /// <summary>Whether the member is the only one who could keep the platform's staff accounts.</summary>
    private static bool IsLast(StaffChanging stored) =>
        stored is { OtherAdministrators: 0, Record: { Insurer: null, IsEnabled: true } record } && record.Posts.Contains(Post.Administrator);

    [GeneratedRegex(@"^[a-z][a-z0-9.\-]{2,39}\z")]
    private static partial Regex Login();
}
