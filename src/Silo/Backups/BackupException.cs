namespace Medzdrav.Silo;

/// <summary>A backup can't be made, read or restored; the message says to an operator why, and what to do.</summary>
public sealed class BackupException : Exception
{
    /// <inheritdoc />
    public BackupException() { }

    /// <inheritdoc />
    public BackupException(string message) : base(message) { }

    /// <inheritdoc />
    public BackupException(string message, Exception innerException) : base(message, innerException) { }
}
