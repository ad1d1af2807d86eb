using System.Diagnostics;
using System.Text.Json.Nodes;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Deploy;

/// <summary>The objects of <c>deploy/kubernetes</c>, which no cluster has run here: their shapes, and that they fit each other and the program.</summary>
public sealed class KubernetesTests
{
    private const string Folder = "deploy/kubernetes";
    private static readonly JsonObject kustomization = Assert.Single(Yaml.Read($"{Folder}/kustomization.yaml"));
    private static readonly JsonObject[] objects = [.. kustomization["resources"]!.AsArray().SelectMany(file => Yaml.Read($"{Folder}/{file}"))];

    private static IEnumerable<JsonObject> Workloads => objects.Where(one => Kind(one) is "StatefulSet" or "Deployment");

    [Fact]
    public async Task Every_object_has_the_shape_of_its_kind()
    {
        Assert.True(objects.Length >= 12);
        var start = new ProcessStartInfo("node", [Path.Combine(HostProcess.Repository, "tests", "Deploy", "models.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(new JsonArray([.. objects.Select(one => one.DeepClone())]).ToJsonString());
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync() + await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.Equal("", said);
        Assert.Equal(0, node.ExitCode);
    }

    [Fact]
    public void Nothing_runs_as_root_and_nothing_writes_but_where_it_may()
    {
        Assert.Equal("restricted", (string?)objects.Single(one => Kind(one) == "Namespace")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]);
        Assert.All(Workloads, workload =>
        {
            var (pod, container) = (Pod(workload), Container(workload));
            Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
            Assert.Equal(UserOfImage, (int)pod["securityContext"]!["runAsUser"]!);
            Assert.False((bool)pod["automountServiceAccountToken"]!);
            Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
            Assert.False((bool)container["securityContext"]!["allowPrivilegeEscalation"]!);
            Assert.Equal("ALL", (string?)container["securityContext"]!["capabilities"]!["drop"]!.AsArray().Single());
            Assert.Equal(Names(pod["volumes"]!), container["volumeMounts"]!.AsArray().Select(mount => (string?)mount!["name"]));
        });
    }

    [Fact]
    public void Probes_and_services_ask_ports_that_are_there()
    {
        Assert.All(Workloads, workload =>
        {
            var container = Container(workload);
            var ports = Ports(workload);
            foreach (var (probe, path) in new[] { ("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready") })
            {
                Assert.Equal(path, (string?)container[probe]!["httpGet"]!["path"]);
                Assert.Contains((string)container[probe]!["httpGet"]!["port"]!, ports.Keys);
            }
            Assert.Contains($"--urls=http://0.0.0.0:{ports["http"]}", container["args"]!.AsArray().Select(word => (string?)word));
            var settings = SettingsOf(workload);
            Assert.EndsWith($":{ports["inside"]}", settings["Management__Urls"], StringComparison.Ordinal);
            // Longer than connections take to go and the host to stop.
            Assert.True((int)Pod(workload)["terminationGracePeriodSeconds"]! >= 20);
        });
        foreach (var service in objects.Where(one => Kind(one) == "Service"))
            foreach (var port in service["spec"]!["ports"]!.AsArray())
                Assert.Contains((string)port!["targetPort"]!, Ports(Workload((string)service["spec"]!["selector"]!["app"]!)).Keys);
    }

    [Fact]
    public void Edge_nodes_find_silos_by_the_name_of_their_service_and_certificates_where_they_are_mounted()
    {
        var (silo, edge) = (Workload("medzdrav-silo"), Workload("medzdrav-edge"));
        var ports = Ports(silo);
        Assert.Equal($"{silo["metadata"]!["name"]}.{kustomization["namespace"]}.svc.cluster.local:{ports["edge"]}", SettingsOf(edge)["Cluster__Gateways"]);
        Assert.Equal(($"{ports["links"]}", $"{ports["edge"]}"), (SettingsOf(silo)["Silo__Port"], SettingsOf(silo)["Silo__GatewayPort"]));
        Assert.Equal((string?)silo["spec"]!["serviceName"], (string?)objects.Single(one => Kind(one) == "Service" && (string?)one["spec"]!["clusterIP"] == "None")["metadata"]!["name"]);
        Assert.All(Workloads, workload => Assert.All(
            SettingsOf(workload).Values.Where(value => value.StartsWith('/')),
            path => Assert.Contains(Container(workload)["volumeMounts"]!.AsArray(), mount => path.StartsWith((string)mount!["mountPath"]! + "/", StringComparison.Ordinal))));
    }

    [Fact]
    public void Links_are_open_to_their_own_side_only()
    {
        var policies = objects.Where(one => Kind(one) == "NetworkPolicy").ToDictionary(one => (string)one["metadata"]!["name"]!);
        Assert.Empty(policies["medzdrav-none"]["spec"]!["podSelector"]!.AsObject());
        Assert.Equal("medzdrav-silo", FromOf(policies["medzdrav-silo"], Ports(Workload("medzdrav-silo"))["links"]));
        Assert.Equal("medzdrav-edge", FromOf(policies["medzdrav-silo"], Ports(Workload("medzdrav-silo"))["edge"]));
        Assert.All(policies.Values.Where(policy => policy["spec"]!["ingress"] is not null), policy =>
            Assert.Empty(policy["spec"]!["ingress"]!.AsArray().SelectMany(rule => rule!["ports"]!.AsArray()).Select(port => (int)port!["port"]!).Except(Ports(Workload((string)policy["spec"]!["podSelector"]!["matchLabels"]!["app"]!)).Values)));
    }

    [Fact]
    public void It_grows_by_a_metric_that_the_program_has()
    {
        var metric = (string)objects.Single(one => Kind(one) == "HorizontalPodAutoscaler")["spec"]!["metrics"]!.AsArray().Single(one => (string?)one!["type"] == "Pods")!["pods"]!["metric"]!["name"]!;
        Assert.Contains($"\"{metric.Replace('_', '.')}\"", Files.Read("src/Gateway/Telemetry/GatewayMeter.cs"), StringComparison.Ordinal);
    }

    private static int UserOfImage => int.Parse(Files.Read("deploy/Dockerfile").Split('\n').Single(line => line.StartsWith("USER ", StringComparison.Ordinal)).Split(' ', ':')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static string? Kind(JsonObject one) => (string?)one["kind"];

    private static JsonObject Workload(string app) => Workloads.Single(workload => (string?)workload["spec"]!["selector"]!["matchLabels"]!["app"] == app);

    private static JsonObject Pod(JsonObject workload) => workload["spec"]!["template"]!["spec"]!.AsObject();

    private static JsonObject Container(JsonObject workload) => Assert.Single(Pod(workload)["containers"]!.AsArray())!.AsObject();

    private static Dictionary<string, int> Ports(JsonObject workload) =>
        Container(workload)["ports"]!.AsArray().ToDictionary(port => (string)port!["name"]!, port => (int)port!["containerPort"]!);

    private static IEnumerable<string?> Names(JsonNode list) => list.AsArray().Select(one => (string?)one!["name"]);

    private static IReadOnlyDictionary<string, string> SettingsOf(JsonObject workload)
    {
        var map = Container(workload)["envFrom"]!.AsArray().Select(from => (string?)from!["configMapRef"]?["name"]).Single(name => name is not null);
        var made = kustomization["configMapGenerator"]!.AsArray().Single(one => (string?)one!["name"] == map)!;
        return Files.Variables($"{Folder}/{made["envs"]!.AsArray().Single()}");
    }

    private static string? FromOf(JsonObject policy, int port) =>
        (string?)policy["spec"]!["ingress"]!.AsArray().Single(rule => rule!["ports"]!.AsArray().Any(open => (int)open!["port"]! == port))!["from"]!.AsArray().Single()!["podSelector"]!["matchLabels"]!["app"];
}
