using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>An argument made of several parts, which knows whether they are all there.</summary>
internal interface IWellFormed
{
    /// <summary>False: the call is refused as <c>invalid</c>.</summary>
    bool IsWellFormed { get; }
}

/// <summary>The request that <see cref="SessionHub.OpenSession"/> takes.</summary>
/// <param name="CommandId">The tap.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="PatientId">The person who needs help; null to be chosen later.</param>
/// <param name="ConnectionCheck">The finding of «Проверка связи» shortly before (S1.4), or null.</param>
/// <param name="AppointmentId">The booking for which the patient calls, or null.</param>
public sealed record OpenRequest(CommandId CommandId, SessionMode? Mode, PatientId? PatientId, ConnectionCheck? ConnectionCheck, AppointmentId? AppointmentId = null) : IWellFormed
{
    private const int MaxBrowserLength = 60;
    private const int MaxResults = 12;
    private const int MaxCheckLength = 32;
    private const int MaxDetailLength = 120;

    bool IWellFormed.IsWellFormed =>
        CommandId.Value != Guid.Empty && Mode is { } mode && Enum.IsDefined(mode) && PatientId is not { Value: null } && AppointmentId is not { Value: null } && (ConnectionCheck is null || IsReadable(ConnectionCheck));

    private static bool IsReadable(ConnectionCheck check) =>
        Enum.IsDefined(check.Mode) && check.Browser is { Length: <= MaxBrowserLength } && check.Results is { Length: <= MaxResults } results
        && Array.TrueForAll(results, result => result is { Check.Length: > 0 and <= MaxCheckLength, Detail.Length: <= MaxDetailLength } && Enum.IsDefined(result.Outcome));
}

/// <summary>The request that <see cref="SessionHub.Transfer"/> takes.</summary>
/// <param name="To">To whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="OverrideReason">Why against the age rule, or null.</param>
/// <param name="Stays">Whether the consultant stays for the doctor's first minute.</param>
/// <param name="AppointmentId">With <see cref="TransferTo.Appointment"/> the booking to whose doctor.</param>
public sealed record TransferRequest(TransferTo? To, string? Reason, string? OverrideReason, bool Stays = false, AppointmentId? AppointmentId = null) : IWellFormed
{
    internal Referral Referral => To switch
    {
        TransferTo.Appointment => new Referral(QueueKind.Specialist, Reason ?? "", OverrideReason, Stays, AppointmentId),
        TransferTo.Therapist => new Referral(QueueKind.Therapist, Reason ?? "", OverrideReason, Stays),
        TransferTo.Paediatrician => new Referral(QueueKind.Paediatrician, Reason ?? "", OverrideReason, Stays),
        _ => new Referral(QueueKind.Consultant, Reason ?? "", OverrideReason, Stays),
    };

    bool IWellFormed.IsWellFormed => To is { } to && Enum.IsDefined(to) && to == TransferTo.Appointment == (AppointmentId is { Value: not null });
}

/// <summary>The request that <see cref="SessionHub.OpenPhoneSession"/> takes.</summary>
/// <param name="CallerPhone">The number that they phone from.</param>
public sealed record PhoneRequest(string? CallerPhone) : IWellFormed
{
    bool IWellFormed.IsWellFormed => Texts.IsShort(CallerPhone);
}

/// <summary>The request that <see cref="SessionHub.CallPatient"/> takes.</summary>
/// <param name="PatientId">The person to be rung.</param>
/// <param name="Mode">Audio or video.</param>
/// <param name="AppointmentId">The booking that the call is about, or null.</param>
public sealed record PatientCallRequest(PatientId? PatientId, SessionMode? Mode, AppointmentId? AppointmentId = null) : IWellFormed
{
    bool IWellFormed.IsWellFormed => PatientId is { Value: not null } && AppointmentId is not { Value: null } && Mode is { } mode && Enum.IsDefined(mode);
}

/// <summary>The request that <see cref="SessionHub.RequestCallback"/> takes.</summary>
/// <param name="Phone">Where to ring; null for an account's own number.</param>
/// <param name="SessionId">The waiting session, or null.</param>
public sealed record CallbackRequest(string? Phone, SessionId? SessionId) : IWellFormed
{
    bool IWellFormed.IsWellFormed => Phone is not { Length: > Texts.MaxShortLength } && SessionId is not { Value: null };
}

/// <summary>The request that <see cref="SessionHub.Identify"/> and <see cref="SessionHub.RegisterPatient"/> take (S2.2).</summary>
/// <param name="PolicyNumber">As printed on the policy.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy: <c>1990-12-31</c>.</param>
/// <param name="Phone">The mobile number to register; null to identify only.</param>
/// <param name="InsurerId">The insurer whose policy it is; null for the session's insurer, or whoever alone has such a policy.</param>
public sealed record IdentificationRequest(string? PolicyNumber, string? Name, string? BirthDate, string? Phone, InsurerId? InsurerId = null) : IWellFormed
{
    internal Identification Identification => new(PolicyNumber!, Name!, Born!.Value, Phone, InsurerId);

    private DateOnly? Born => DateOnly.TryParseExact(BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    bool IWellFormed.IsWellFormed =>
        Texts.IsShort(PolicyNumber) && Texts.IsShort(Name) && Born is not null && Phone is not { Length: > Texts.MaxShortLength } && InsurerId is not { Value: null };
}
