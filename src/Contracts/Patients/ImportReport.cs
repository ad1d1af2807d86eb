namespace Medzdrav.Contracts;

/// <summary>The result of an import.</summary>
/// <param name="Created">New policies.</param>
/// <param name="Updated">Policies that changed.</param>
/// <param name="Unchanged">Policies that stood so already.</param>
/// <param name="Bad">Rows that were left out, at most 1,000 of them listed.</param>
/// <param name="BadCount">How many rows were left out in all.</param>
/// <param name="Noted">Rows that were entered with a remark: something was not taken over, because another insurer says otherwise, or letters of two alphabets stand in a name or number; at most 1,000 of them listed.</param>
/// <param name="NotedCount">How many such remarks there are in all.</param>
[GenerateSerializer, Immutable, Alias("ImportReport")]
public sealed record ImportReport(
    [property: Id(0)] int Created,
    [property: Id(1)] int Updated,
    [property: Id(2)] int Unchanged,
    [property: Id(3)] BadRow[] Bad,
    [property: Id(4)] int BadCount,
    [property: Id(5)] BadRow[] Noted,
    [property: Id(6)] int NotedCount);

/// <summary>A row with something to say about it.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Reason">The fault, in Russian, without personal data.</param>
[GenerateSerializer, Immutable, Alias("BadRow")]
public sealed record BadRow([property: Id(0)] int Line, [property: Id(1)] string Reason);
