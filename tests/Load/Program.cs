using System.CommandLine;
using Medzdrav.Tests.Load;

// Peers of the comparisons are this program, too, in processes of their own.
if (args is ["peer-signalr", var port])
    return await BareHub.ServeAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
if (args is ["peer-websocket", var socketPort])
    return await BareSockets.ServeAsync(int.Parse(socketPort, System.Globalization.CultureInfo.InvariantCulture));
if (args is [HostileVisitor.Argument, var attacked, var seconds, var from])
    return await HostileVisitor.AttackAsync(attacked, seconds, from);

// dotnet run -c Release --project tests/Load -- compare
var root = new RootCommand("Load testers: people who call, wait, write and are helped, and the product measured side by side with its peers.")
{
    ClusterCommand.Define(),
    GatewayCommand.Define(),
    RestCommand.Define(),
    SlowCommand.Define(),
    CompareCommand.Define(),
    HostileCommand.Define(),
};
return await root.Parse(args).InvokeAsync();
