namespace Medzdrav.Contracts;

/// <summary>A file on its way into a Medcard. Key: the upload's id, given by <see cref="IDocumentsGrain.BeginUpload"/>. Whatever was acknowledged is stored, so that it goes on at any gateway and after a restart; it ends by itself when it is too old.</summary>
[Alias("IUploadGrain")]
public interface IUploadGrain : IWakes
{
    /// <summary>The largest piece, in bytes.</summary>
    const int MaxPieceBytes = 256 * 1024;

    /// <summary>Where the upload stands.</summary>
    /// <returns>The view, or refused: notFound (not this account's, ended, or never begun).</returns>
    [Alias("View")] Task<Reply<UploadView>> View(AccountId account);

    /// <summary>The next piece. Stored before the reply; the same piece again changes nothing. After the last one the file is looked at: ask <see cref="View"/> for the document.</summary>
    /// <param name="account">The account that began it.</param>
    /// <param name="offset">Where in the file the piece begins.</param>
    /// <param name="piece">At most <see cref="MaxPieceBytes"/>.</param>
    /// <returns>The view, or refused: notFound, offsetDiffers, invalid (more than was announced).</returns>
    [Alias("Append")] Task<Reply<UploadView>> Append(AccountId account, long offset, [Immutable] byte[] piece);

    /// <summary>Gives the upload up; what was stored of it goes. A document that it became stays. Idempotent.</summary>
    /// <returns>Done, or refused: notFound.</returns>
    [Alias("End")] Task<Reply<Done>> End(AccountId account);
}
