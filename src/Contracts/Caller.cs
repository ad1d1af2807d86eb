using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The caller, as the edge established it from a credential.</summary>
/// <param name="Kind">Which kind of id follows.</param>
/// <param name="Id">An <see cref="AccountId"/>, <see cref="StaffId"/> or a visitor's id.</param>
[GenerateSerializer, Immutable, Alias("Caller")]
public readonly record struct Caller([property: Id(0)] CallerKind Kind, [property: Id(1)] string Id)
{
    /// <summary>A signed-in account.</summary>
    public static Caller Of(AccountId account) => new(CallerKind.Account, account.Value);

    /// <summary>A signed-in staff member.</summary>
    public static Caller Of(StaffId staff) => new(CallerKind.Staff, staff.Value);

    /// <summary>The account, or null for others.</summary>
    public AccountId? Account => Kind == CallerKind.Account ? new AccountId(Id) : null;

    /// <summary>The staff member, or null for others.</summary>
    public StaffId? Staff => Kind == CallerKind.Staff ? new StaffId(Id) : null;
}

/// <summary>Kinds of callers.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallerKind>))]
public enum CallerKind
{
    /// <summary>Not signed in, with a visitor's credential (S1.3).</summary>
    Visitor,

    /// <summary>Signed in by a code sent to a phone.</summary>
    Account,

    /// <summary>Signed in by login and password.</summary>
    Staff,
}
