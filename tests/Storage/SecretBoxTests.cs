using System.Security.Cryptography;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Storage;

/// <summary>The file of keys: made for nobody else's eyes, and with another key put first what was sealed before still opens.</summary>
public sealed class SecretBoxTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-keys-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_file_is_made_when_it_is_needed_first_and_read_by_nobody_else()
    {
        var box = Box(null);
        Assert.Empty(folder.GetFiles());

        var secret = box.Seal("anna", [1, 2, 3]);

        var file = Assert.Single(folder.GetFiles());
        Assert.Equal("staff.key", file.Name);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        Assert.Equal([1, 2, 3], Box(null).Open("anna", secret));
    }

    [Fact]
    public void Ten_programs_that_begin_at_once_share_one_key()
    {
        var secrets = new byte[10][];
        Parallel.For(0, 10, number => secrets[number] = Box(null).Seal("anna", [(byte)number]));

        Assert.All(secrets, secret => Box(null).Open("anna", secret));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Former_keys_open_and_the_first_one_seals()
    {
        var (first, second) = (Key(), Key());
        var file = Write(first);
        var former = Box(file).Seal("anna", [1]);
        Write(second, first);
        var later = Box(file).Seal("anna", [2]);

        Assert.Equal([1], Box(file).Open("anna", former));
        Write(second);
        Assert.Equal([2], Box(file).Open("anna", later));
        Assert.Contains("Staff:KeyFile", Assert.Throws<CryptographicException>(() => Box(file).Open("anna", former)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAA")]
    public void A_file_of_something_else_is_no_file_of_keys(string text) =>
        Assert.Throws<CryptographicException>(() => Box(Write(text)).Seal("anna", [1]));

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private string Write(params string[] lines)
    {
        var file = Path.Combine(folder.FullName, "named.key");
        File.WriteAllLines(file, lines);
        return file;
    }

    private SecretBox Box(string? file) => new(Options.Create(new StaffOptions { KeyFile = file }), Options.Create(new StorageOptions { DataDirectory = folder.FullName }));
}
