using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Medzdrav.Silo;

/// <summary>Files in a bucket of an S3-compatible store.</summary>
internal sealed class S3Store : IFileStore, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _bucket;
    private readonly AmazonS3Client _client;

    public S3Store(FileStoreOptions options)
    {
        _bucket = options.S3Bucket!;
        _client = new AmazonS3Client(
            new BasicAWSCredentials(options.S3KeyId, options.S3Secret),
            new AmazonS3Config
            {
                ServiceURL = options.S3Url,
                AuthenticationRegion = options.S3Region,
                ForcePathStyle = true,
                Timeout = Patience,
                // Checksums that only some stores know are no help: each chunk has its own tag.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            });
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content) => Reached(async () =>
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        return await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = name, InputStream = stream, UseChunkEncoding = false });
    });

    public Task<byte[]?> ReadAsync(string name, long from, int count) => Reached<byte[]?>(async () =>
    {
        try
        {
            using var answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _bucket, Key = name, ByteRange = new ByteRange(from, from + count - 1) });
            using var part = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(part);
            return part.ToArray();
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonS3Exception beyond) when (beyond.StatusCode == System.Net.HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return [];
        }
    });

    public Task DeleteAsync(string name) => Reached(() => _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = name }));

    public void Dispose() => _client.Dispose();

    private static async Task<T> Reached<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception away) when (away is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            throw new IOException("The file store does not answer.", away);
        }
    }
}
