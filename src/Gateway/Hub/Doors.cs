using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The door of a hub method: says who may call it; without a door, anybody with a credential.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class DoorAttribute : Attribute
{
    /// <summary>Why this connection may not; null when it may.</summary>
    public abstract Refusal? Refuse(Connection connection);
}

/// <summary>For those who need help: signed in or visitors.</summary>
internal sealed class ForCallersAttribute : DoorAttribute
{
    public override Refusal? Refuse(Connection connection) => connection.Caller.Kind is CallerKind.Account or CallerKind.Visitor ? null : Refusal.WrongRole;
}

/// <summary>For signed-in patients.</summary>
internal sealed class ForPatientsAttribute : DoorAttribute
{
    public override Refusal? Refuse(Connection connection) => connection.Caller.Kind switch
    {
        CallerKind.Account => null,
        CallerKind.Visitor => Refusal.SignInRequired,
        _ => Refusal.WrongRole,
    };
}

/// <summary>For everybody but visitors: signed-in patients and staff.</summary>
internal sealed class ForSignedInAttribute : DoorAttribute
{
    public override Refusal? Refuse(Connection connection) => connection.Caller.Kind == CallerKind.Visitor ? Refusal.SignInRequired : null;
}

/// <summary>For staff with a post that allows it now.</summary>
/// <param name="right">The right that is needed.</param>
internal sealed class NeedsAttribute(Right right) : DoorAttribute
{
    public override Refusal? Refuse(Connection connection) => connection.Standing switch
    {
        null => Refusal.WrongRole,
        // Answering is done at a desk.
        { } standing when standing.Has(right) && (right != Right.Answer || connection.Desk is { } desk && standing.WorksAt(desk)) => null,
        _ => Refusal.RightMissing,
    };
}
