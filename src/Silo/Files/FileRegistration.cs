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
        var (files, storage) = (services.GetRequiredService<IOptions<FileStoreOptions>>().Value, services.GetRequiredService<IOptions<StorageOptions>>().Value);
        // Silos of a cluster have no folder in common unless somebody says so.
        if (files.Directory is null && !files.IsBucket && storage.Database == DatabaseKind.Postgres)
            return new NoFiles();
        var folder = Path.GetFullPath(files.Directory ?? Path.Combine(storage.DataDirectory, "files"));
        var keys = files.Keys is { } given ? FileKeys.Parse(given) : FileKeys.OfFile(files.KeyFile ?? folder.TrimEnd(Path.DirectorySeparatorChar) + ".key");
        return new SealedFiles(files.IsBucket ? new S3Store(files) : new FolderStore(folder), keys);
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
