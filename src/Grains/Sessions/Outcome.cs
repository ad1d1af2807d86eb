using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How a command ended.</summary>
/// <param name="Refusal">Why it was refused, or null.</param>
/// <param name="Answer">Its commit, or where the session stands when there was nothing to do.</param>
/// <param name="IsNew">Whether anything was stored.</param>
internal readonly record struct Outcome(Refusal? Refusal, Answer Answer, bool IsNew)
{
    public static implicit operator Outcome(Refusal refusal) => new(refusal, default, false);
}
