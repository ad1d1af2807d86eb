namespace Medzdrav.Grains;

/// <summary>The reading of a file ended before its end: the process was stopped, or crashed. This says nothing about the file yet: it is read again.</summary>
internal sealed class ReaderEndedException(string message, Exception innerException) : Exception(message, innerException);
