using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>A transfer as clients order it.</summary>
/// <param name="To">To whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="OverrideReason">Why against the age rule.</param>
public sealed record TransferRequest(TransferTarget To, string Reason, string? OverrideReason = null)
{
    /// <summary>The same for the session.</summary>
    [JsonIgnore]
    public TransferOrder Order => new(
        To switch
        {
            TransferTarget.Therapist => QueueKind.Therapist,
            TransferTarget.Paediatrician => QueueKind.Paediatrician,
            _ => QueueKind.Consultant,
        },
        Reason ?? "", OverrideReason);
}

/// <summary>To whom a patient may be transferred.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TransferTarget>))]
public enum TransferTarget
{
    /// <summary>The duty therapist.</summary>
    Therapist,

    /// <summary>The duty paediatrician.</summary>
    Paediatrician,

    /// <summary>A booked doctor; refused until bookings are there.</summary>
    Appointment,

    /// <summary>Another consultant.</summary>
    Consultant,
}
