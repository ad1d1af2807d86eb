using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>The platform refused a call whose value was insisted on (<see cref="Replies.OrThrow{T}(Reply{T})"/>).</summary>
public sealed class RefusedException : Exception
{
    /// <summary>A refusal without words.</summary>
    public RefusedException() : this(Refusal.Invalid) { }

    /// <summary>A refusal as malformed input.</summary>
    /// <param name="message">The sentence of the refusal.</param>
    public RefusedException(string message) : this(Refusal.Invalid with { Message = message }) { }

    /// <summary>A refusal as malformed input.</summary>
    /// <param name="message">The sentence of the refusal.</param>
    /// <param name="innerException">Where it came from.</param>
    public RefusedException(string message, Exception innerException) : base(message, innerException) => Refusal = Refusal.Invalid with { Message = message };

    /// <summary>The platform's refusal.</summary>
    /// <param name="refusal">Its code and its Russian sentence.</param>
    public RefusedException(Refusal refusal) : base($"{refusal?.Code}: {refusal?.Message}") => Refusal = refusal ?? Refusal.Invalid;

    /// <summary>The code for programs and the Russian sentence for people.</summary>
    public Refusal Refusal { get; }
}

/// <summary>Ways to use a reply.</summary>
public static class Replies
{
    /// <summary>The value of a reply.</summary>
    /// <exception cref="RefusedException">The platform refused.</exception>
    public static T OrThrow<T>(this Reply<T> reply) where T : class => reply.Value ?? throw new RefusedException(reply.Refusal ?? Refusal.Invalid);

    /// <summary>The value of a reply that is still to come.</summary>
    /// <exception cref="RefusedException">The platform refused.</exception>
    public static async Task<T> OrThrow<T>(this Task<Reply<T>> reply) where T : class
    {
        ArgumentNullException.ThrowIfNull(reply);
        return (await reply.ConfigureAwait(false)).OrThrow();
    }
}
