namespace Medzdrav.Silo;

/// <summary>A newer version of the program changed the database; this one must not touch it.</summary>
public sealed class SchemaTooNewException : Exception
{
    /// <inheritdoc />
    public SchemaTooNewException() { }

    /// <inheritdoc />
    public SchemaTooNewException(string message) : base(message) { }

    /// <inheritdoc />
    public SchemaTooNewException(string message, Exception innerException) : base(message, innerException) { }
}
