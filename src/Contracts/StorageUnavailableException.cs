namespace Medzdrav.Contracts;

/// <summary>The storage did not answer in time, or not clearly. What was asked may or may not have been stored: repeat it with the same command id.</summary>
[GenerateSerializer, Alias("StorageUnavailable")]
public sealed class StorageUnavailableException : Exception
{
    /// <inheritdoc />
    public StorageUnavailableException() { }

    /// <inheritdoc />
    public StorageUnavailableException(string message) : base(message) { }

    /// <inheritdoc />
    public StorageUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
