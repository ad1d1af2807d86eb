using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The policies of the rows that a trial has read so far, in 40 bytes each: a second row of one of them is noticed as an import would notice it.</summary>
internal sealed class SeenPolicies
{
    private readonly Dictionary<long, (int Line, long Digest)> _first = [];

    /// <summary>Remembers where a policy stood first, and what was said of it.</summary>
    public void Add(IEnumerable<PolicyLine> lines)
    {
        foreach (var line in lines)
            _first.TryAdd(KeyOf(line.NumberKey), (line.Line, line.Digest));
    }

    /// <summary>Makes the stored policies of some rows look as if the earlier rows had been entered.</summary>
    public void Mark(List<PolicyEntry> known, InsurerId insurer, string run, IEnumerable<PolicyLine> lines)
    {
        for (var i = 0; i < known.Count; i++)
            if (_first.TryGetValue(KeyOf(known[i].NumberKey), out var first))
                known[i] = known[i] with { ImportRun = run, ImportLine = first.Line, ImportDigest = first.Digest };
        var stored = known.Select(policy => policy.NumberKey).ToHashSet();
        foreach (var line in lines.DistinctBy(line => line.NumberKey))
            if (!stored.Contains(line.NumberKey) && _first.TryGetValue(KeyOf(line.NumberKey), out var first))
                known.Add(new PolicyEntry
                {
                    Insurer = insurer.Value,
                    Number = line.Number,
                    NumberKey = line.NumberKey,
                    Person = "",
                    ImportRun = run,
                    ImportLine = first.Line,
                    ImportDigest = first.Digest,
                });
    }

    private static long KeyOf(string numberKey) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(numberKey)));
}
