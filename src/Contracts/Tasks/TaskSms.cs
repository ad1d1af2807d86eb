using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The SMS by which a patient is told what a task is about. The task stays open until the provider has it.</summary>
/// <param name="At">Since when it is on its way; of a failed one, when it was asked for.</param>
/// <param name="State">How it stands.</param>
/// <param name="Why">Why it failed; null while it is on its way.</param>
[GenerateSerializer, Immutable, Alias("TaskSms")]
public sealed record TaskSms([property: Id(0)] DateTimeOffset At, [property: Id(1)] TaskSmsState State, [property: Id(2)] SmsFailure? Why = null);

/// <summary>The states of a task's SMS.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TaskSmsState>))]
public enum TaskSmsState
{
    /// <summary>On its way to the provider: nobody need do anything.</summary>
    Sending,

    /// <summary>On its way for too long: the provider is away.</summary>
    Late,

    /// <summary>It did not reach the patient: the task is a consultant's again.</summary>
    Failed,
}

/// <summary>The reasons for which an SMS did not reach a patient.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SmsFailure>))]
public enum SmsFailure
{
    /// <summary>The provider does not want it: the number is none that takes SMS.</summary>
    Refused,

    /// <summary>No provider took it while it was worth sending.</summary>
    Expired,

    /// <summary>Nobody knows whether the provider took it.</summary>
    Uncertain,
}
