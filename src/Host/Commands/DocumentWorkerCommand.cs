using System.CommandLine;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>Opens one uploaded file and ends; started by a silo, of no use to anybody at a console.</summary>
internal static class DocumentWorkerCommand
{
    public static Command Define()
    {
        var memory = new Argument<long>("memory") { Description = "How many bytes pixels may take." };
        var seconds = new Argument<int>("seconds") { Description = "When it ends by itself." };
        var worker = new Command("document-worker", "Opens a file from standard input.") { memory, seconds };
        worker.Hidden = true;
        worker.SetAction(parsed => DocumentWorkerProcess.Run(parsed.GetValue(memory), parsed.GetValue(seconds)));
        return worker;
    }
}
