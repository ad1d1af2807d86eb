using System.Collections.Concurrent;
using System.Reflection;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>Refuses calls of those who may not make them and malformed arguments, before any grain hears of them.</summary>
internal static class DoorCheck
{
    /// <summary>The sessions that a single page can be in.</summary>
    private const int MaxCalls = 4;

    private static readonly ConcurrentDictionary<MethodInfo, (DoorAttribute? Door, Type[] Arguments)> Methods = new();

    /// <summary>Why the call is refused; null when it is not.</summary>
    public static Refusal? Refused(HubInvocationContext call)
    {
        var (door, types) = Methods.GetOrAdd(call.HubMethod, method =>
            (method.GetCustomAttribute<DoorAttribute>(), [.. method.GetParameters().Select(parameter => parameter.ParameterType)]));
        if (door?.Refuse(Attendance.Of(call.Context)) is { } refusal)
            return refusal;
        for (var i = 0; i < types.Length; i++)
            if (!IsWellFormed(call.HubMethodArguments[i], types[i]))
                return Refusal.Invalid;
        return null;
    }

    private static bool IsWellFormed(object? argument, Type type) => argument switch
    {
        // Missing texts have refusals of their own.
        null => type == typeof(string) || type == typeof(SignalPayload) || type == typeof(CallReport) || type == typeof(string[]),
        CommandId command => command.Value != Guid.Empty,
        SessionId session => session.Value is not null,
        PatientId patient => patient.Value is not null,
        ParticipantId participant => participant.Value is not null,
        OfferId offer => offer.Value is not null,
        CarriedCall[] calls => calls.Length <= MaxCalls && Array.TrueForAll(calls, call => call.With.Value is not null && IdText.IsId(call.CallId)),
        TaskId task => task.Value is not null,
        ConclusionId conclusion => conclusion.Value is not null,
        TemplateId template => template.Value is not null,
        StaffId staff => staff.Value is not null,
        string[] documents => Array.TrueForAll(documents, IdText.IsId),
        Enum value => Enum.IsDefined(type, value),
        DateTimeOffset at => at != default,
        IWellFormed order => order.IsWellFormed,
        _ => true,
    };
}
