namespace Medzdrav.Grains;

/// <summary>The storage that an upload uses.</summary>
/// <param name="Uploads">Its own record.</param>
/// <param name="Files">Its parts, and the document's forms.</param>
/// <param name="Documents">The Medcard that the document goes into.</param>
/// <param name="Rows">The person's open session, which hears of the document.</param>
internal sealed record UploadStores(IUploads Uploads, IFiles Files, MedcardDocuments Documents, ISessionRows Rows);
