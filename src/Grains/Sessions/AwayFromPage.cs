using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A patient who does not look at any page of the session when somebody answers.</summary>
/// <param name="MustReturn">Whether the specialist waits for them; not for one who is in the call already and hears.</param>
/// <param name="Message">Makes the message that calls them back; it gives null where nobody can be reached.</param>
internal sealed record AwayFromPage(bool MustReturn, Func<CallBackPlace, RecordChange?> Message);
