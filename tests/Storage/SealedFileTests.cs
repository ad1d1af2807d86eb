using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Files as they lie in the folder: sealed, whole, readable by parts.</summary>
public sealed class SealedFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-files-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedFormat.ChunkBytes)]
    [InlineData(SealedFormat.ChunkBytes + 1)]
    [InlineData(3 * SealedFormat.ChunkBytes - 7)]
    public async Task A_file_comes_back_as_it_was_whole_and_by_parts(int length)
    {
        var (files, content) = (Open(), RandomNumberGenerator.GetBytes(length));
        await files.WriteAsync("documents/a/original", content);

        Assert.Equal(content, await files.ReadAsync("documents/a/original", 0, length + 10));
        foreach (var (from, count) in new[] { (0, 1), (length / 2, 100), (SealedFormat.ChunkBytes - 3, 6), (Math.Max(0, length - 5), 100), (length + 1, 4) })
            Assert.Equal(content.Skip(from).Take(count), await files.ReadAsync("documents/a/original", from, count));
    }

    [Fact]
    public async Task Nothing_of_a_file_can_be_read_where_it_lies()
    {
        var text = "Хронический тонзиллит"u8.ToArray();
        await Open().WriteAsync("documents/a/original", text);

        var stored = await File.ReadAllBytesAsync(Stored("documents/a/original"));

        Assert.True(stored.AsSpan().IndexOf(text) < 0);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Stored("documents/a/original")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(SealedFormat.HeaderBytes + 10)]
    public async Task A_changed_byte_is_noticed(int at)
    {
        var files = Open();
        await files.WriteAsync("documents/a/original", new byte[1_000]);
        var stored = await File.ReadAllBytesAsync(Stored("documents/a/original"));
        stored[at] ^= 1;
        await File.WriteAllBytesAsync(Stored("documents/a/original"), stored);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => files.ReadAsync("documents/a/original", 0, 1_000));
    }

    [Fact]
    public async Task A_file_under_another_name_a_cut_one_and_moved_chunks_are_noticed()
    {
        var files = Open();
        await files.WriteAsync("documents/a/original", RandomNumberGenerator.GetBytes(3 * SealedFormat.ChunkBytes));
        var stored = await File.ReadAllBytesAsync(Stored("documents/a/original"));
        foreach (var (name, changed) in new (string, byte[])[]
        {
            ("documents/a/page", stored),
            ("documents/a/original", stored[..^SealedFormat.StoredChunkBytes]),
            ("documents/a/original", [.. stored[..SealedFormat.HeaderBytes], .. stored[(SealedFormat.HeaderBytes + SealedFormat.StoredChunkBytes)..], .. stored[SealedFormat.HeaderBytes..(SealedFormat.HeaderBytes + SealedFormat.StoredChunkBytes)]]),
        })
        {
            await File.WriteAllBytesAsync(Stored(name), changed);
            await Assert.ThrowsAsync<StorageUnavailableException>(() => files.ReadAsync(name, 0, 3 * SealedFormat.ChunkBytes));
        }
    }

    [Fact]
    public async Task A_new_key_seals_and_the_former_one_still_opens()
    {
        var keys = Path.Combine(folder.FullName, "keys");
        await Open(keys).WriteAsync("a", new byte[9]);
        await File.WriteAllTextAsync(keys, $"fresh {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n{await File.ReadAllTextAsync(keys)}");

        var files = Open(keys);
        await files.WriteAsync("b", new byte[9]);

        Assert.Equal(new byte[9], await files.ReadAsync("a", 0, 9));
        await File.WriteAllTextAsync(keys, (await File.ReadAllLinesAsync(keys))[0]);
        Assert.Equal(new byte[9], await Open(keys).ReadAsync("b", 0, 9));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Open(keys).ReadAsync("a", 0, 9));
    }

    [Fact]
    public async Task Silos_that_start_at_once_make_one_key()
    {
        var path = Path.Combine(folder.FullName, "at-once", "files.key");

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FileKeys.OfFile(path).Current)));

        Assert.Single(made.Distinct());
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one AAAA")]
    [InlineData("to-o AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("a AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,a AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    public void Keys_that_are_none_are_refused(string text) => Assert.Throws<FormatException>(() => FileKeys.Parse(text));

    [Fact]
    public async Task A_missing_file_is_none_and_a_name_leads_nowhere_else()
    {
        var files = Open();
        Assert.Null(await files.ReadAsync("documents/none/page", 0, 10));
        await files.DeleteAsync("documents/none/page");
        await Assert.ThrowsAsync<ArgumentException>(() => files.ReadAsync("../keys", 0, 10));
        await Assert.ThrowsAsync<ArgumentException>(() => files.WriteAsync("/etc/passwd", new byte[1]));
    }

    private string Stored(string name) => Path.Combine(folder.FullName, "files", name);

    private SealedFiles Open(string? keys = null) => new(new FolderStore(Path.Combine(folder.FullName, "files")), FileKeys.OfFile(keys ?? Path.Combine(folder.FullName, "files.key")));
}
