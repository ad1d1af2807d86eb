using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Programs that make one file at once: the first one's stands for all of them, whole and alone in its folder.</summary>
public sealed class NewFileTests : IDisposable
{
    private const int Programs = 8;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-new-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Of_programs_that_make_a_file_at_once_all_read_the_same()
    {
        for (var round = 0; round < 200; round++)
        {
            var path = Path.Combine(folder.FullName, $"{round}", "key");
            var read = new string[Programs];
            using var start = new Barrier(Programs);
            var programs = Enumerable.Range(0, Programs).Select(number => new Thread(() =>
            {
                start.SignalAndWait();
                NewFile.Make(path, $"made by {number}");
                read[number] = File.ReadAllText(path);
            })).ToList();
            programs.ForEach(program => program.Start());
            programs.ForEach(program => program.Join());

            Assert.Single(read.Distinct());
            Assert.Equal(["key"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
        }
    }

    [Fact]
    public void A_file_that_is_there_stays_and_a_new_one_is_its_owners()
    {
        var path = Path.Combine(folder.FullName, "key");
        NewFile.Make(path, "first");
        NewFile.Make(path, "second");

        Assert.Equal("first", File.ReadAllText(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_name_that_a_folder_has_is_refused_and_leaves_nothing()
    {
        var path = Path.Combine(folder.FullName, "key");
        Directory.CreateDirectory(path);

        Assert.ThrowsAny<SystemException>(() => NewFile.Make(path, "text"));
        Assert.Empty(folder.GetFiles());
    }
}
