using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Where patients put their documents. They come over HTTP, so only running hosts have it.</summary>
internal interface IMedcards
{
    /// <summary>Puts a picture into the Medcard of a signed-in patient, over losses of the connection, until it is known what became of it.</summary>
    /// <returns>The document that it became: the platform has promised to keep it.</returns>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    Task<DocumentId> AddAsync(Credential credential, byte[] picture, CancellationToken over);
}
