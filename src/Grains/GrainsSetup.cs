using Medzdrav.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace Medzdrav.Grains;

/// <summary>Registers what the grains need beside storage.</summary>
public static class GrainsSetup
{
    /// <summary>Options (<c>Limits</c>, <c>SignIn</c>, <c>Sms</c>, <c>Push</c>, <c>Documents</c>), texts, the gateways' mirror and the senders of messages. Storage comes from the silo.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Sections <c>Limits</c>, <c>SignIn</c>, <c>Sms</c>, <c>Push</c> and <c>Documents</c>.</param>
    public static IServiceCollection AddGrains(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LimitOptions>().Bind(configuration.GetSection("Limits"))
            .InRange("Limits")
            .Validate(IsTimeZoneKnown, "Limits:TimeZone is not a time zone of this machine.").ValidateOnStart();
        services.AddOptions<DutyOptions>().Bind(configuration.GetSection(DutyOptions.Section))
            .InRange("Duty")
            .Validate(options => options.AreNeedsReadable, "Duty:Needed has hours of a day by queue: consultant, therapist, paediatrician; such as 08:00-22:00, or nothing.").ValidateOnStart();
        services.AddOptions<QueueOptions>().Bind(configuration.GetSection(QueueOptions.Section))
            .InRange(QueueOptions.Section)
            .Validate(options => options.AreShardsReadable, "Queues:Shards has numbers of shards by queue, from 1 to 16: consultant, therapist, paediatrician.").ValidateOnStart();
        services.AddOptions<SupervisionOptions>().Bind(configuration.GetSection(SupervisionOptions.Section))
            .InRange("Supervision")
            .Validate(options => options.AreTargetsReadable, "Supervision:Targets has waits by queue, from 1 s to 24 h: consultant, therapist, paediatrician.").ValidateOnStart();
        services.AddOptions<AllowanceOptions>().Bind(configuration.GetSection("SignIn"))
            .InRange("SignIn")
            .Validate(options => options.CountryCodes is [_, ..] countries && countries.All(PhoneNumber.IsCountry), "SignIn:Countries are countries by their two letters, divided by commas.").ValidateOnStart();
        services.AddOptions<SmsOptions>().Bind(configuration.GetSection("Sms"))
            .InRange("Sms").ValidateOnStart();
        services.AddOptions<PushOptions>().Bind(configuration.GetSection(PushOptions.Section))
            .InRange("Push")
            .Validate(options => options.IsSubjectReadable, "Push:Subject is mailto: with an address, or an address that begins with https://.")
            .Validate(options => options.AreKeysPaired, "Push:PublicKey and Push:PrivateKey are a pair of keys of P-256, 65 and 32 bytes in the alphabet of URLs without padding.").ValidateOnStart();
        services.AddOptions<DocumentOptions>().Bind(configuration.GetSection(DocumentOptions.Section))
            .InRange("Documents").ValidateOnStart();
        // Whatever else fails is told to a caller in another process by its own name.
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.UnionWith([nameof(Medzdrav), "Npgsql"]));
        services.AddSingleton(WakeKind.Of<IAccountGrain>(WakeKind.Account));
        services.AddSingleton(WakeKind.Of<IAppointmentGrain>(WakeKind.Appointment));
        services.AddSingleton(WakeKind.Of<ISession>(WakeKind.Session));
        services.AddSingleton(WakeKind.Of<ICallbackGrain>(WakeKind.Callback));
        services.AddSingleton(WakeKind.Of<ICommandsGrain>(RecordCommand.DueKind));
        services.AddSingleton(WakeKind.Of<IForgettingGrain>(IForgettingGrain.DueKind));
        services.AddSingleton(WakeKind.Of<INoticeGrain>(WakeKind.Notice));
        services.AddSingleton(WakeKind.Of<IPatientGrain>(WakeKind.Patient));
        services.AddSingleton(WakeKind.Of<IRetentionGrain>(IRetentionGrain.DueKind));
        services.AddSingleton(WakeKind.Of<IRosterAlarmsGrain>(WakeKind.RosterAlarms));
        services.AddSingleton(WakeKind.Of<IStaffGrain>(WakeKind.Staff));
        services.AddSingleton(WakeKind.Of<IStoredIdsGrain>(IStoredIdsGrain.DueKind));
        services.AddSingleton(WakeKind.Of<ITellingGrain>(WakeKind.Telling));
        services.AddSingleton(WakeKind.Of<IUploadGrain>(WakeKind.Upload));
        services.AddMetrics();
        services.AddSingleton<CleanupMeter>();
        services.AddSingleton<FiguresMeter>();
        services.AddSingleton<SessionMeter>();
        services.AddSingleton<QueueMeter>();
        services.AddSingleton<QueueShards>().AddSingleton<QueueStores>();
        services.AddSingleton<SignInMeter>();
        services.AddSingleton<NoticeMeter>();
        services.AddSingleton<InsurerBook>();
        services.AddSingleton<ConsentTexts>();
        services.AddSingleton<Medcards>();
        services.AddSingleton<MedcardDocuments>();
        services.AddSingleton<UploadStores>();
        services.AddSingleton<UploadTurns>();
        services.AddSingleton<SessionStores>();
        services.AddSingleton<StaffStores>();
        services.AddSingleton<SupervisorStores>().AddSingleton<SupervisionStores>();
        services.AddSingleton<RosterStores>();
        services.AddSingleton<RosterMeter>().AddTransient<PlannedDuty>().AddTransient<RosterAlarmStores>();
        services.AddSingleton<BookingStores>();
        services.AddSingleton<CalendarStores>();
        services.AddSingleton<AwaitedDocuments>();
        services.AddSingleton<BookingBell>();
        services.AddSingleton<AppointmentStores>();
        services.AddSingleton<Reminders>().AddSingleton<NearBookings>();
        services.AddSingleton<SlotBook>().AddSingleton<ZoneLaw>();
        services.AddSingleton<Tellings>().AddSingleton<TellingStores>().AddSingleton<StrandedBookings>().AddSingleton<BookingWishStores>();
        services.AddSingleton<Allowances>();
        services.AddSingleton<CodeNotices>().AddSingleton<AccountNotices>();
        services.AddSingleton<PushKeys>().AddSingleton<WebPushSender>().AddSingleton<HttpPushSender>().AddSingleton<PushRounds>();
        services.AddSingleton(provider => new PasswordChecks(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Passkeys>().AddSingleton<SecondFactors>().AddSingleton<StaffCredentials>().AddSingleton<StaffKeyring>();
        services.AddSingleton<Callbacks>();
        services.TryAddSingleton<LocalGateway>();
        services.AddSingleton<OnlineAccounts>();
        services.AddSingleton<CallStores>();
        services.AddSingleton<GatewayMirror>();
        services.AddSingleton<IGateways>(provider => provider.GetRequiredService<GatewayMirror>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<GatewayMirror>());
        services.AddSingleton<ISmsSender>(provider => provider.GetRequiredService<IOptions<SmsOptions>>().Value.Url.Length > 0
            ? ActivatorUtilities.CreateInstance<HttpSmsSender>(provider)
            : ActivatorUtilities.CreateInstance<OutboxSmsSender>(provider));
        return services;
    }

    private static bool IsTimeZoneKnown(LimitOptions limits) => TimeZoneInfo.TryFindSystemTimeZoneById(limits.TimeZone, out _);
}
