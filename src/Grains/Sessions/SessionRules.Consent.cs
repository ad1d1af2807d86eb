using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The consent inside a session (S2.3), beside its sending by the consultant and its confirmation by the patient's side.</summary>
internal static partial class SessionRules
{
    private const int MaxNameCharacters = 200;

    /// <summary>A text that was sent and then changed can't be confirmed any more: the one that is sent now takes its place.</summary>
    public static Decision RenewConsent(SessionState state, string textVersion) =>
        state.IsOpen && state.ConsentRequested is { } sent && sent != textVersion ? Decision.Of(ParticipantId.System, new ConsentRequested(textVersion)) : Decision.Nothing;

    /// <summary>A surname and a name at the least; null for anything else.</summary>
    private static string? NameOf(string? typed) =>
        typed is { Length: <= MaxNameCharacters } && string.Join(' ', typed.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is var name && name.Split(' ').Count(word => word.Count(char.IsLetter) > 1) > 1 ? name : null;
}
