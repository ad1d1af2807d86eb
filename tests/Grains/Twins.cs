using Medzdrav.Grains;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Grains;

/// <summary>A second activation of the same session, as a split cluster may have for a while.</summary>
[GrainType(Type)]
internal sealed class SessionTwin(
    SessionStores stores, IGateways gateways, ConsentTexts consents, IOptions<LimitOptions> options, TimeProvider clock, ILogger<SessionGrain> logger)
    : SessionGrain(stores, gateways, consents, options, clock, logger)
{
    public const string Type = "sessiontwin";
}

/// <summary>A second activation of the same queue.</summary>
[GrainType(Type)]
internal sealed class QueueTwin(
    QueueStores stores, QueueMeter meter, IOptions<LimitOptions> options, TimeProvider clock, ILogger<QueueGrain> logger)
    : QueueGrain(stores, meter, options, clock, logger)
{
    public const string Type = "queuetwin";
}

/// <summary>A second activation of the same credential.</summary>
[GrainType(Type)]
internal sealed class CredentialTwin(
    [PersistentState("credential", GrainStorage.Name)] IPersistentState<CredentialState> credential, IAccounts accounts, IStaffKeyRecords keys, IPushDevices devices, TimeProvider clock, ILogger<CredentialGrain> logger)
    : CredentialGrain(credential, accounts, keys, devices, clock, logger)
{
    public const string Type = "credentialtwin";
}

/// <summary>A second activation of the same doctor: what is told to the doctor, it does not hear.</summary>
[GrainType(Type)]
internal sealed class DoctorTwin(
    [PersistentState("duty", GrainStorage.Name)] IPersistentState<DutyState> duty, StaffStores stores, IOptions<LimitOptions> options, TimeProvider clock)
    : DoctorGrain(duty, stores, options, clock)
{
    public const string Type = "doctortwin";
}
