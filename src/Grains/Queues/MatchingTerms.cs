namespace Medzdrav.Grains;

/// <summary>The times that matching goes by.</summary>
/// <param name="Asking">How long one specialist is asked, the margin for the way included.</param>
/// <param name="DeclinedFor">How long a specialist who declined a session is not asked for it again.</param>
/// <param name="Remembered">How long an offer that came back makes the others come first.</param>
/// <param name="CallPassed">How long chats may pass a call that stands first in the line.</param>
/// <param name="UsualHandling">How long a session takes, before any was seen.</param>
internal sealed record MatchingTerms(TimeSpan Asking, TimeSpan DeclinedFor, TimeSpan Remembered, TimeSpan CallPassed, TimeSpan UsualHandling);
