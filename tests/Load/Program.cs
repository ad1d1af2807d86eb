using System.CommandLine;
using Medzdrav.Tests.Load;

// dotnet run -c Release --project tests/Load -- compare
var root = new RootCommand("Load testers: people who call, wait, write and are helped, and the product measured side by side with its peers.")
{
    CompareCommand.Define(),
};
return await root.Parse(args).InvokeAsync();
