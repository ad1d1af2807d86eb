using Medzdrav.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Registers storage.</summary>
public static class StorageRegistration
{
    /// <summary>Adds journal, records, <see cref="PolicyImport"/>, <see cref="DiagnosisImport"/>, <see cref="StaffAccounts"/>, <see cref="InsurerRegister"/>, <see cref="PersonErasing"/>, <see cref="AuditCheck"/>, <see cref="Backups"/>, <see cref="CollationCheck"/>, <see cref="DemoData"/>, <see cref="ClockWatch"/>, <see cref="ClockComparison"/> and <see cref="DatabaseWatch"/>, and the classification of diseases; needs no Orleans. The schema is not applied here: see <see cref="SchemaUpgrade.ApplyAsync"/>.</summary>
    /// <param name="services">Where to add; a <see cref="TimeProvider"/> is added when there is none.</param>
    /// <param name="configuration">Sections <c>Storage</c> (<see cref="StorageOptions"/>), <c>Audit</c>, <c>Staff</c>, <c>Diagnoses</c>, <c>Files</c>, <c>DocumentWorker</c>, <c>Retention</c> and, for the countries of phones, <c>SignIn</c> are read.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidation>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<JournalMeter>();
        services.AddSingleton(Open);
        services.AddSingleton<ICrowding>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton<Journal>();
        services.AddSingleton<IJournal, TracedJournal>();
        services.AddSingleton<People>();
        services.AddSingleton<IPeople>(provider => provider.GetRequiredService<People>());
        services.AddSingleton<IAccounts>(provider => provider.GetRequiredService<People>());
        services.AddSingleton<IAuditRecords, AuditRecords>();
        services.AddSingleton<IAuditSeals, AuditSeals>();
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidation>();
        services.AddSingleton<AuditMeter>();
        services.AddSingleton<HeadReports>();
        services.AddSingleton(provider => new AuditCheck(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ClockComparison(provider.GetRequiredService<Database>(), provider.GetRequiredService<ClockWatch>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new CollationCheck(provider.GetRequiredService<Database>(), provider.GetRequiredService<ILogger<CollationCheck>>()));
        services.AddSingleton(provider => new Backups(
            provider.GetRequiredService<IOptions<StorageOptions>>(), provider.GetRequiredService<IOptions<FileStoreOptions>>(), provider.GetRequiredService<IOptions<StaffOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IInsurerRecords, InsurerRecords>();
        services.AddSingleton(provider => new InsurerRegister(provider.GetRequiredService<Database>(), provider.GetRequiredService<IInsurerRecords>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IStaffRecords, StaffRecords>();
        services.AddSingleton<IStaffKeyRecords, StaffKeyRecords>();
        services.AddSingleton<IPasskeyRecords, PasskeyRecords>();
        services.AddSingleton<IStaffRegister, StaffRegister>();
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddOptions<StaffOptions>().Bind(configuration.GetSection(StaffOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StaffOptions>, StaffOptionsValidation>();
        services.AddSingleton<ISessionRows, SessionRows>();
        services.AddSingleton<IRecordFigures, RecordFigureCounts>();
        services.AddSingleton<IConclusions, ConclusionRecords>();
        services.AddSingleton<ITaskRecords, TaskRecords>();
        services.AddSingleton<IRatings, RatingRecords>();
        services.AddSingleton<ITallies, Tallies>();
        services.AddSingleton<IOpenSessions, OpenSessions>();
        services.AddSingleton<ISupervisedTasks, SupervisedTasks>();
        services.AddSingleton<ITellingRecords, TellingRecords>();
        services.AddSingleton<IPersonMatches, PersonMatches>();
        services.AddSingleton<ITemplateRecords, TemplateRecords>();
        services.AddSingleton<IDocuments, DocumentRecords>();
        services.AddSingleton<IUploads, UploadRecords>();
        services.AddDocumentFiles(configuration);
        services.AddSingleton<IRosters, RosterRecords>();
        services.AddSingleton<IRosterAlarms, RosterAlarmRecords>();
        services.AddSingleton<IAppointments, AppointmentRecords>();
        services.AddSingleton<IAppointmentDays, AppointmentDays>();
        services.AddSingleton<ICalendarLinks, CalendarLinkRecords>();
        services.AddSingleton<IRosterFiles, RosterFiles>();
        services.AddSingleton<ICommandRecords, CommandRecords>();
        services.AddSingleton<INotices, NoticeRecords>();
        services.AddSingleton<IPushDevices, PushDeviceRecords>();
        services.AddSingleton<IGrainStates, GrainStates>();
        services.TryAddSingleton<PeerSilos>();
        services.AddSingleton<IStoredIds, StoredIds>();
        services.AddSingleton<DueMeter>();
        services.AddSingleton<DueRows>();
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).InRange(RetentionOptions.Section).ValidateOnStart();
        services.AddSingleton<IErasures, Erasures>();
        services.AddSingleton(provider => new PersonErasing(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<IFiles>(), provider.GetRequiredService<IOptions<RetentionOptions>>().Value,
            configuration.GetSection("Limits").Get<LimitOptions>() ?? new LimitOptions(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDueRows>(provider => provider.GetRequiredService<DueRows>());
        var countries = (configuration.GetSection("SignIn").Get<AllowanceOptions>() ?? new AllowanceOptions()).CountryCodes;
        services.AddOptions<DiagnosisOptions>().Bind(configuration.GetSection(DiagnosisOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DiagnosisOptions>, DiagnosisOptionsValidation>();
        services.AddSingleton<IDiagnosisRecords, DiagnosisRecords>();
        services.AddSingleton(provider => new DiagnosisImport(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DiagnosisBook(
            provider.GetRequiredService<IDiagnosisRecords>(), DiagnosisFile.OfPrimaryCare().Rows,
            DiagnosisFile.Read(provider.GetRequiredService<IOptions<DiagnosisOptions>>().Value).Rows, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PolicyImport(new PolicyBook(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()), countries, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new StaffAccounts(provider.GetRequiredService<Database>(), provider.GetRequiredService<IOptions<StaffOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPolicyFiles>(provider => provider.GetRequiredService<PolicyImport>());
        services.AddSingleton(provider => new DemoData(
            new DemoPolicies(provider.GetRequiredService<InsurerRegister>(), provider.GetRequiredService<PolicyImport>()),
            provider.GetRequiredService<IPeople>(),
            provider.GetRequiredService<IStaffRecords>(),
            new Emptiness(provider.GetRequiredService<Database>()),
            provider.GetRequiredService<IOptions<LimitOptions>>(),
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static Database Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var watch = services.GetRequiredService<DatabaseWatch>();
        var meter = services.GetRequiredService<JournalMeter>();
        var log = services.GetRequiredService<ILogger<Database>>();
        return options.Database == DatabaseKind.Postgres
            ? new PostgresDatabase(options, watch, services.GetRequiredService<ClockWatch>(), SiloClock.OwnOf(services.GetRequiredService<TimeProvider>()), meter, log)
            : new SqliteDatabase(options, watch, meter, log);
    }
}

/// <summary>Says which option is out of bounds.</summary>
internal sealed class StorageOptionsValidation : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}

/// <summary>Says which option is out of bounds.</summary>
internal sealed class StaffOptionsValidation(IOptions<StorageOptions> storage) : IValidateOptions<StaffOptions>
{
    public ValidateOptionsResult Validate(string? name, StaffOptions options) =>
        options.MinPassword is < 8 or > 64 ? ValidateOptionsResult.Fail("Staff:MinPassword is not between 8 and 64.")
        : SecretBox.Fault(options, storage.Value) is { } fault ? ValidateOptionsResult.Fail(fault)
        : ValidateOptionsResult.Success;
}
