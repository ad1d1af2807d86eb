using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>Files in a bucket of an S3-compatible store.</summary>
public sealed class BucketTests : IAsyncLifetime
{
    private readonly PlayedBucket bucket = new();
    private StorageFixture storage = null!;

    public async ValueTask InitializeAsync() => storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite, settings: new Dictionary<string, string?>
    {
        ["Files:S3Url"] = bucket.Url,
        ["Files:S3Bucket"] = "documents",
        ["Files:S3KeyId"] = "id",
        ["Files:S3Secret"] = "secret",
        ["Files:Keys"] = $"one {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
    });

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        await bucket.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_stored_read_by_parts_and_deleted()
    {
        var (files, content) = (storage.Services.GetRequiredService<IFiles>(), RandomNumberGenerator.GetBytes(200_000));
        await files.WriteAsync("documents/a/original", content);

        Assert.Equal(["/documents/documents/a/original"], bucket.Objects.Keys);
        Assert.Equal(content, await files.ReadAsync("documents/a/original", 0, 300_000));
        Assert.Equal(content[65_530..65_545], await files.ReadAsync("documents/a/original", 65_530, 15));
        Assert.Empty((await files.ReadAsync("documents/a/original", 200_000, 1))!);
        await files.DeleteAsync("documents/a/original");
        Assert.Null(await files.ReadAsync("documents/a/original", 0, 1));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_told_as_that()
    {
        bucket.IsBroken = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Services.GetRequiredService<IFiles>().WriteAsync("a", new byte[1]));
    }

    [Fact]
    public void A_bucket_without_its_name_or_keys_is_refused_at_the_start()
    {
        Assert.Contains("S3Bucket", new FileStoreOptions { S3Url = "https://s3.example", S3KeyId = "id", S3Secret = "secret" }.Fault(), StringComparison.Ordinal);
        Assert.Contains("KeyFile", new FileStoreOptions { S3Url = "https://s3.example", S3Bucket = "b", S3KeyId = "id", S3Secret = "secret" }.Fault(), StringComparison.Ordinal);
        Assert.Null(new FileStoreOptions().Fault());
    }
}
