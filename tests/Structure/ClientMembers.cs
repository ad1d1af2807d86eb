using System.Collections.Concurrent;
using System.Reflection;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Structure;

/// <summary>The client for app developers has every call of the hub, and hears everything that the hub tells.</summary>
public sealed class ClientMembers
{
    [Fact]
    public async Task Every_hub_method_has_its_member_which_calls_it()
    {
        var wrong = new List<string>();
        foreach (var method in ProtocolDocument.Hub())
            if (await WrongAsync(method) is { } what)
                wrong.Add(what);
        Found.None(wrong.Select(what => $"{what}. In src/Client/Hub/HubCalls*.cs add or mend the one-line member: … => Command<T>(\"Name\", command, cancellation, session, …), Read<T>(…) or Tell(…), documented."));
    }

    [Fact]
    public void Everything_that_the_hub_tells_has_its_event()
    {
        var missing = from told in typeof(ISessionClient).GetMethods()
                      let type = typeof(Notices).GetEvent(told.Name)?.EventHandlerType
                      where type?.GetGenericArguments().SequenceEqual(told.GetParameters().Select(parameter => parameter.ParameterType)) != true
                      select $"{told.Name}: in src/Client/Hub/Notices.cs add or mend the one-line event: public event Action<{string.Join(", ", told.GetParameters().Select(parameter => parameter.ParameterType.Name))}> {told.Name} {{ add => … }}, documented.";
        Found.None(missing);
    }

    [Fact]
    public void The_documentations_examples_are_those_that_are_run()
    {
        var run = Flat(Repository.Read("tests/Gateway/ClientExamples.cs"));
        var shown = Repository.Read("docs/client.md").Split("```csharp").Skip(1).Select(rest => Flat(rest.Split("```")[0])).ToArray();
        Assert.NotEmpty(shown);
        Found.None(shown.Where(example => !run.Contains(example, StringComparison.Ordinal)).Select(example => "Not word for word in tests/Gateway/ClientExamples.cs: " + example));
    }

    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static async Task<string?> WrongAsync(MethodInfo method)
    {
        if (typeof(HubCalls).GetMethod(method.Name + "Async") is not { } member)
            return $"{method.Name} has no member {method.Name}Async";
        var platform = new Recorder();
        await using var client = new MedzdravClient(new ClientOptions { Address = new Uri("http://clinic.invalid"), Tokens = new MemoryTokenStore(new TokenPair("access", "refresh", default)) }, platform);
        await client.ConnectAsync();
        await (Task)member.Invoke(client.Hub, [.. member.GetParameters().Select(Sample)])!;
        return platform.Calls.Single() is var (called, arguments) && called == method.Name && arguments.Length == method.GetParameters().Length
            ? null
            : $"{member.Name} calls {platform.Calls.Single().Method} with {platform.Calls.Single().Arguments.Length} arguments, the hub has {method.Name} with {method.GetParameters().Length}";
    }

    private static object? Sample(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true } => null,
        { ParameterType: { IsArray: true } type } => Array.CreateInstance(type.GetElementType()!, 0),
        { ParameterType: { IsValueType: true } type } => Activator.CreateInstance(type),
        _ => null,
    };

    /// <summary>Writes down what is called, and answers nothing.</summary>
    private sealed class Recorder : IHubTransport
    {
        public event Action? Closed;

        public bool IsConnected { get; private set; }

        public ConcurrentQueue<(string Method, object?[] Arguments)> Calls { get; } = new();

        public Task StartAsync(string token, CancellationToken cancellation)
        {
            IsConnected = true;
            return Task.CompletedTask;
        }

        public Task StopAsync()
        {
            IsConnected = false;
            Closed?.Invoke();
            return Task.CompletedTask;
        }

        public Task<object?> InvokeAsync(string method, Type answer, object?[] arguments, CancellationToken cancellation)
        {
            Calls.Enqueue((method, arguments));
            return Task.FromResult(answer.IsValueType ? Activator.CreateInstance(answer) : null);
        }

        public IDisposable On(string method, Type[] types, Action<object?[]> handler) => new MemoryStream();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
