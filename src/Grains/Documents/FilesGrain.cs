using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Reads files for the edge. Whether somebody may read was decided when the file was opened.</summary>
[StatelessWorker]
internal sealed class FilesGrain(IFiles files) : Grain, IFilesGrain
{
    /// <inheritdoc />
    public Task<byte[]?> Read(string file, long from, int count) => files.ReadAsync(file, from, Math.Min(count, IFilesGrain.MaxBytes));
}
