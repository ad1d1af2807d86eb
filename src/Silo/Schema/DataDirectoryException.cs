namespace Medzdrav.Silo;

/// <summary>The folder for the SQLite files can't be made or written.</summary>
public sealed class DataDirectoryException : Exception
{
    /// <inheritdoc />
    public DataDirectoryException() { }

    /// <inheritdoc />
    public DataDirectoryException(string message) : base(message) { }

    /// <inheritdoc />
    public DataDirectoryException(string message, Exception innerException) : base(message, innerException) { }
}
