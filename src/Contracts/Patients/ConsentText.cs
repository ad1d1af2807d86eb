namespace Medzdrav.Contracts;

/// <summary>The consent text (S2.3, 152-FZ art. 9).</summary>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Markdown: paragraphs divided by empty lines, lists, emphasis.</param>
/// <param name="Hash">SHA-256 of the text in hexadecimal.</param>
/// <param name="Insurer">The insurer whose text it is: a consent is given to those that it names.</param>
/// <param name="Html">The text as pages show it: HTML made from the Markdown, without anything that the Markdown itself has as HTML.</param>
[GenerateSerializer, Immutable, Alias("ConsentText")]
public sealed record ConsentText([property: Id(0)] string Version, [property: Id(1)] string Title, [property: Id(2)] string Text, [property: Id(3)] string Hash, [property: Id(4)] InsurerId Insurer, [property: Id(5)] string Html = "");

/// <summary>The texts that people confirm. Key: the version, or <c>current</c>.</summary>
[Alias("IConsentTextGrain")]
public interface IConsentTextGrain : IGrainWithStringKey
{
    /// <summary>The text.</summary>
    /// <returns>The text, or refused: notFound.</returns>
    [Alias("Read")] Task<Reply<ConsentText>> Read();
}
