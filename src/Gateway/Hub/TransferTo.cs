using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The ones to whom <see cref="SessionHub.Transfer"/> may go.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TransferTo>))]
public enum TransferTo
{
    /// <summary>Another consultant.</summary>
    Consultant,

    /// <summary>The duty therapist.</summary>
    Therapist,

    /// <summary>The duty paediatrician.</summary>
    Paediatrician,

    /// <summary>The booked doctor.</summary>
    Appointment,
}
