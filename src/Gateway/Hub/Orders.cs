using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>An argument made of several parts, which knows whether they are all there.</summary>
internal interface IWellFormed
{
    /// <summary>False: the call is refused as <c>invalid</c>.</summary>
    bool IsWellFormed { get; }
}

/// <summary>What <see cref="SessionHub.OpenSession"/> takes.</summary>
/// <param name="CommandId">The tap.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="PatientId">Who needs help; null to be chosen later.</param>
public sealed record OpenOrder(CommandId CommandId, SessionMode? Mode, PatientId? PatientId) : IWellFormed
{
    bool IWellFormed.IsWellFormed =>
        CommandId.Value != Guid.Empty && Mode is { } mode && Enum.IsDefined(mode) && PatientId is not { Value: null };
}

/// <summary>What <see cref="SessionHub.Transfer"/> takes.</summary>
/// <param name="To">To whom; appointments come later.</param>
/// <param name="Reason">Why.</param>
/// <param name="OverrideReason">Why against the age rule, or null.</param>
public sealed record TransferRequest(QueueKind? To, string? Reason, string? OverrideReason) : IWellFormed
{
    internal TransferOrder Order => new(To!.Value, Reason ?? "", OverrideReason);

    bool IWellFormed.IsWellFormed => To is { } to && Enum.IsDefined(to);
}
