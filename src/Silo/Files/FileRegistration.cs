using Medzdrav.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>Registers the files of documents and the processes that open them.</summary>
internal static class FileRegistration
{
    public static void AddDocumentFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FileStoreOptions>().Bind(configuration.GetSection(FileStoreOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FileStoreOptions>, FileStoreOptionsValidation>();
        services.AddOptions<DocumentWorkerOptions>().Bind(configuration.GetSection(DocumentWorkerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DocumentWorkerOptions>, DocumentWorkerOptionsValidation>();
        services.AddSingleton(Open);
        services.TryAddSingleton(WorkerProgram.This);
        services.AddSingleton<IDocumentReader, DocumentWorker>();
    }

    private static IFiles Open(IServiceProvider services)
    {
        var place = DocumentPlace.Of(services.GetRequiredService<IOptions<FileStoreOptions>>().Value, services.GetRequiredService<IOptions<StorageOptions>>().Value);
        return place.Store is { } store ? new SealedFiles(store, place.Keys()) : new NoFiles();
    }
}

/// <summary>Says which option is missing.</summary>
internal sealed class FileStoreOptionsValidation : IValidateOptions<FileStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, FileStoreOptions options) => options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}

/// <summary>Says which option is out of bounds.</summary>
internal sealed class DocumentWorkerOptionsValidation : IValidateOptions<DocumentWorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, DocumentWorkerOptions options) =>
        options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
