using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>An opaque id: a string of at most 64 characters on the wire, a type of its own in code.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The id as it is stored and sent.</summary>
    string Value { get; }

    /// <summary>Wraps a stored or received id.</summary>
    static abstract TSelf From(string value);
}

/// <summary>A contact of an insured person, from opening to closing.</summary>
/// <param name="Value">Opaque; derived from the opener and the command, so that a repeated opening finds it.</param>
[GenerateSerializer, Immutable, Alias("SessionId"), JsonConverter(typeof(IdJsonConverter<SessionId>))]
public readonly record struct SessionId([property: Id(0)] string Value) : IId<SessionId>
{
    /// <inheritdoc />
    public static SessionId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>Something to be done by consultants, beside the sessions.</summary>
/// <param name="Value">Opaque; derived from the asker and the command.</param>
[GenerateSerializer, Immutable, Alias("TaskId"), JsonConverter(typeof(IdJsonConverter<TaskId>))]
public readonly record struct TaskId([property: Id(0)] string Value) : IId<TaskId>
{
    /// <inheritdoc />
    public static TaskId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>An insured person («Застрахованное лицо»).</summary>
/// <param name="Value">Opaque, given at import.</param>
[GenerateSerializer, Immutable, Alias("PatientId"), JsonConverter(typeof(IdJsonConverter<PatientId>))]
public readonly record struct PatientId([property: Id(0)] string Value) : IId<PatientId>
{
    /// <inheritdoc />
    public static PatientId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>The holder of one mobile number; may act for several insured persons. Never the phone itself, so that it may stand in logs.</summary>
/// <param name="Value">Opaque, given at the first sign-in.</param>
[GenerateSerializer, Immutable, Alias("AccountId"), JsonConverter(typeof(IdJsonConverter<AccountId>))]
public readonly record struct AccountId([property: Id(0)] string Value) : IId<AccountId>
{
    /// <inheritdoc />
    public static AccountId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A consultant, doctor or supervisor.</summary>
/// <param name="Value">Opaque, given when the staff account is made.</param>
[GenerateSerializer, Immutable, Alias("StaffId"), JsonConverter(typeof(IdJsonConverter<StaffId>))]
public readonly record struct StaffId([property: Id(0)] string Value) : IId<StaffId>
{
    /// <inheritdoc />
    public static StaffId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>Somebody in one session: <c>patient</c>, <c>system</c>, or the id of a staff member.</summary>
/// <param name="Value">Opaque to clients.</param>
[GenerateSerializer, Immutable, Alias("ParticipantId"), JsonConverter(typeof(IdJsonConverter<ParticipantId>))]
public readonly record struct ParticipantId([property: Id(0)] string Value) : IId<ParticipantId>
{
    /// <summary>The patient's side of a session, signed in or not.</summary>
    public static readonly ParticipantId Patient = new("patient");

    /// <summary>The platform itself: limits, presence, matching.</summary>
    public static readonly ParticipantId System = new("system");

    /// <inheritdoc />
    public static ParticipantId From(string value) => new(value);

    /// <summary>The participant that a staff member is in every session.</summary>
    public static ParticipantId Of(StaffId staff) => new(staff.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>An offer of a waiting session to a specialist.</summary>
/// <param name="Value">Opaque, new for each offer.</param>
[GenerateSerializer, Immutable, Alias("OfferId"), JsonConverter(typeof(IdJsonConverter<OfferId>))]
public readonly record struct OfferId([property: Id(0)] string Value) : IId<OfferId>
{
    /// <inheritdoc />
    public static OfferId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A doctor's conclusion («заключение») about one consultation; names the consultation, too.</summary>
/// <param name="Value">Opaque; one per consultation, so that a doctor who is with a patient twice writes two.</param>
[GenerateSerializer, Immutable, Alias("ConclusionId"), JsonConverter(typeof(IdJsonConverter<ConclusionId>))]
public readonly record struct ConclusionId([property: Id(0)] string Value) : IId<ConclusionId>
{
    /// <inheritdoc />
    public static ConclusionId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A text that a staff member keeps for conclusions or messages.</summary>
/// <param name="Value">Opaque; derived from the owner and the command, so that a repeated saving makes no second one.</param>
[GenerateSerializer, Immutable, Alias("TemplateId"), JsonConverter(typeof(IdJsonConverter<TemplateId>))]
public readonly record struct TemplateId([property: Id(0)] string Value) : IId<TemplateId>
{
    /// <inheritdoc />
    public static TemplateId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A document of a Medcard («документ»): a photo or a PDF (S3.8).</summary>
/// <param name="Value">Opaque; derived from the upload that brought it.</param>
[GenerateSerializer, Immutable, Alias("DocumentId"), JsonConverter(typeof(IdJsonConverter<DocumentId>))]
public readonly record struct DocumentId([property: Id(0)] string Value) : IId<DocumentId>
{
    /// <inheritdoc />
    public static DocumentId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A booked consultation («запись»).</summary>
/// <param name="Value">Opaque; derived from the consultant and the command, so that a repeated booking makes no second one.</param>
[GenerateSerializer, Immutable, Alias("AppointmentId"), JsonConverter(typeof(IdJsonConverter<AppointmentId>))]
public readonly record struct AppointmentId([property: Id(0)] string Value) : IId<AppointmentId>
{
    /// <inheritdoc />
    public static AppointmentId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>An insurer («страховая компания») under whose name the platform stands for its insured persons.</summary>
/// <param name="Value">2 to 32 letters a–z, digits or hyphens, given at the console.</param>
[GenerateSerializer, Immutable, Alias("InsurerId"), JsonConverter(typeof(IdJsonConverter<InsurerId>))]
public readonly record struct InsurerId([property: Id(0)] string Value) : IId<InsurerId>
{
    /// <summary>The insurer of all hosts and policies that name no other; it is always there.</summary>
    public static readonly InsurerId Default = new("default");

    /// <inheritdoc />
    public static InsurerId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A running gateway process; a restarted one is another.</summary>
/// <param name="Value">Opaque, new at each start.</param>
[GenerateSerializer, Immutable, Alias("GatewayId"), JsonConverter(typeof(IdJsonConverter<GatewayId>))]
public readonly record struct GatewayId([property: Id(0)] string Value) : IId<GatewayId>
{
    /// <inheritdoc />
    public static GatewayId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>Made once per tap by the client and kept over its retries, so that a repeat gets the first answer.</summary>
/// <param name="Value">A UUID; the empty one is refused.</param>
[GenerateSerializer, Immutable, Alias("CommandId"), JsonConverter(typeof(CommandIdJsonConverter))]
public readonly record struct CommandId([property: Id(0)] Guid Value)
{
    /// <summary>A fresh id, for commands that the platform gives itself.</summary>
    public static CommandId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A SignalR connection of a gateway process.</summary>
/// <param name="Gateway">The process.</param>
/// <param name="Connection">SignalR's connection id.</param>
[GenerateSerializer, Immutable, Alias("ConnectionRef")]
public readonly record struct ConnectionRef([property: Id(0)] GatewayId Gateway, [property: Id(1)] string Connection);
