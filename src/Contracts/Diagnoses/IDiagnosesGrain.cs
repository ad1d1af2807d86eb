namespace Medzdrav.Contracts;

/// <summary>Finds diagnoses in the classification that the silo was started with. Key: 0.</summary>
[Alias("IDiagnosesGrain")]
public interface IDiagnosesGrain : IGrainWithIntegerKey
{
    /// <summary>Finds diagnoses by the beginning of the code, by the beginnings of words in any order, or by both.</summary>
    /// <param name="query">2 to 100 characters, in any case, with ё or е. A code is understood with a comma, in letters that look alike, and as the Russian keyboard types it.</param>
    /// <returns>The nearest ones, none without a classification; or refused: invalid.</returns>
    [Alias("Find")] Task<Reply<FoundDiagnoses>> Find(string query);
}
