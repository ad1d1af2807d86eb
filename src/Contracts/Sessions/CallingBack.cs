using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>How a patient who put the waiting room aside is called back (S6).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallBackBy>))]
public enum CallBackBy
{
    /// <summary>By push, to every device that the login allowed it on.</summary>
    Push,

    /// <summary>By one SMS to the login, where no device is told by push.</summary>
    Sms,
}

/// <summary>Why a patient is called back to the waiting room.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallBackPlace>))]
public enum CallBackPlace
{
    /// <summary>Third in the line, or second.</summary>
    Third,

    /// <summary>First in the line.</summary>
    Next,

    /// <summary>Somebody answered.</summary>
    Answered,

    /// <summary>Somebody answered, and the patient did not come in time: the place is kept for a while.</summary>
    Missed,
}
