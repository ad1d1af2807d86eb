using OpenTelemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Medzdrav.Host;

/// <summary>Traces by OpenTelemetry where an OTLP endpoint is set, metrics also where a management port can be asked for them: nothing is measured for nobody. Ids only, never a person's data.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Whether there is somebody to tell; to be asked after <see cref="AddTelemetry"/>.</summary>
    public static bool HasListener(IConfiguration configuration) => configuration[Endpoint] is { Length: > 0 };

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // The exporter reads the standard names; ours win where both are set.
        builder.Configuration[Endpoint] = builder.Configuration["Telemetry:Otlp"] ?? builder.Configuration[Endpoint];
        builder.Configuration[Protocol] = builder.Configuration["Telemetry:Protocol"] ?? builder.Configuration[Protocol];
        var isScraped = ManagementSetup.Read(builder.Configuration).Addresses.Length > 0;
        if (!isScraped && !HasListener(builder.Configuration))
            return;
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("medzdrav"));
        telemetry.WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter("Microsoft.Orleans", "medzdrav.*")
            .AddView(Scales.Of));
        if (isScraped)
            telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
        if (HasListener(builder.Configuration))
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(Narrow)
                .AddSource("Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Medzdrav.*")
                .AddProcessor<IdsOnly>()).UseOtlpExporter();
    }

    /// <summary>A hub connection's request lasts for hours, and its calls have spans of their own.</summary>
    private static void Narrow(AspNetCoreTraceInstrumentationOptions options)
    {
        options.EnableAspNetCoreSignalRSupport = false;
        options.Filter = context => !context.Request.Path.StartsWithSegments("/hub", StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
    }
}
