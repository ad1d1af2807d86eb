namespace Medzdrav.Silo;

/// <summary>The database refuses this very commit, for what stands in it: nothing of it was stored, and a repeat fails the same way.</summary>
public sealed class CommitRejectedException : Exception
{
    /// <inheritdoc />
    public CommitRejectedException() { }

    /// <inheritdoc />
    public CommitRejectedException(string message) : base(message) { }

    /// <inheritdoc />
    public CommitRejectedException(string message, Exception innerException) : base(message, innerException) { }
}
