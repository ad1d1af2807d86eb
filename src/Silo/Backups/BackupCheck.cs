namespace Medzdrav.Silo;

/// <summary>Looks whether a backup is whole, and whether this program can restore it.</summary>
internal sealed class BackupCheck(BackupFolder folder, BackupManifest manifest)
{
    /// <summary>The most faults that are listed.</summary>
    private const int MostListed = 100;

    private readonly List<string> _faults = [];

    public async Task<IReadOnlyList<string>> RunAsync(IDatabaseCopy database, CancellationToken cancellation)
    {
        CheckSchema();
        await CheckFilesAsync(cancellation);
        if (_faults.Count == 0)
            await database.CheckAsync(folder, manifest, _faults, cancellation);
        return _faults.Count <= MostListed ? _faults : [.. _faults[..MostListed], $"… and {_faults.Count - MostListed} more"];
    }

    private void CheckSchema()
    {
        foreach (var script in manifest.Schema.Where(script => !SchemaUpgrade.Knows(script)))
            _faults.Add($"The backup was made by a newer version of the program ({script}): use that version.");
        var copies = manifest.Database == DatabaseKind.Postgres ? new[] { BackupFolder.Dump } : [BackupFolder.Records, BackupFolder.Grains];
        foreach (var copy in copies.Except(manifest.Files.Select(file => file.Path)))
            _faults.Add($"{BackupFolder.ManifestName} does not list {copy}.");
    }

    private async Task CheckFilesAsync(CancellationToken cancellation)
    {
        var found = folder.Found().ToHashSet();
        foreach (var file in manifest.Files)
        {
            if (!found.Remove(file.Path))
                _faults.Add($"{file.Path} is missing.");
            else if (new FileInfo(folder.PathOf(file.Path)).Length is var bytes && bytes != file.Bytes)
                _faults.Add($"{file.Path} has {bytes} bytes instead of {file.Bytes}.");
            else if ((await folder.MeasureAsync(file.Path, cancellation)).Sha256 != file.Sha256)
                _faults.Add($"{file.Path} was changed: it has another SHA-256.");
        }
        foreach (var other in found.Order(StringComparer.Ordinal))
            _faults.Add($"{other} is no part of the backup.");
    }
}
