using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Tests.Structure;

/// <summary>docs/protocol.md names everything that clients can meet, and nothing that they can't.</summary>
public sealed partial class ProtocolDocument
{
    private static readonly string Text = Repository.Read("docs/protocol.md");

    [Fact]
    public void Every_method_called_on_clients_is_listed() => Found.None(Missing(typeof(ISessionClient).GetMethods().Select(method => method.Name + "(")));

    [Fact]
    public void Every_hub_method_is_listed() => Found.None(Missing(HubMethods().Select(name => name + "(")));

    [Fact]
    public void Every_hub_method_listed_for_this_version_is_there()
    {
        var listed = Table("## Hub").Select(row => row.Split('`')[1].Split('(')[0]).ToArray();
        Assert.NotEmpty(listed);
        Assert.Equal(HubMethods().Order(), listed.Order());
    }

    [Fact]
    public void Every_address_of_the_HTTP_API_is_listed()
    {
        var mapped = Repository.In("src/Gateway", ".cs").SelectMany(file => Address().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value));
        Found.None(mapped.Where(address => !Text.Contains(address + '`', StringComparison.Ordinal) && !Text.Contains(address + '?', StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_refusal_code_is_listed_and_every_listed_one_exists()
    {
        var codes = typeof(Refusal).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => ((Refusal)field.GetValue(null)!).Code);
        Assert.Equal(codes.Order(), Table("## Refusal codes").Select(row => row.Split('`')[1]).Order());
    }

    [Fact]
    public void Every_kind_of_event_is_listed_and_every_listed_one_exists()
    {
        var kinds = typeof(SessionFact).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => (string)derived.TypeDiscriminator!);
        Assert.Equal(kinds.Order(), Table("### Kinds of events").Select(row => row.Split('`')[1].Split(' ')[0]).Order());
    }

    [Theory]
    [InlineData(typeof(SessionMode))]
    [InlineData(typeof(SessionPhase))]
    [InlineData(typeof(ParticipantRole))]
    [InlineData(typeof(CloseReason))]
    [InlineData(typeof(LegKind))]
    [InlineData(typeof(LegEndReason))]
    [InlineData(typeof(QueueKind))]
    [InlineData(typeof(IdentityLevel))]
    [InlineData(typeof(Duty))]
    [InlineData(typeof(DutyChangeReason))]
    [InlineData(typeof(OfferGoneReason))]
    [InlineData(typeof(Post))]
    [InlineData(typeof(Right))]
    [InlineData(typeof(Desk))]
    [InlineData(typeof(TaskKind))]
    [InlineData(typeof(TaskOutcome))]
    [InlineData(typeof(MatchReason))]
    [InlineData(typeof(MatchDecision))]
    [InlineData(typeof(CallStage))]
    [InlineData(typeof(CheckOutcome))]
    [InlineData(typeof(DocumentKind))]
    [InlineData(typeof(DocumentForm))]
    [InlineData(typeof(RosterKind))]
    [InlineData(typeof(Weekday))]
    [InlineData(typeof(RosterFileKind))]
    [InlineData(typeof(AppointmentState))]
    [InlineData(typeof(TellBy))]
    [InlineData(typeof(TellWhom))]
    [InlineData(typeof(CancelledBy))]
    [InlineData(typeof(AppointmentNews))]
    [InlineData(typeof(ToldBy))]
    [InlineData(typeof(PushPlatform))]
    [InlineData(typeof(CallGoneReason))]
    [InlineData(typeof(SpecialistState))]
    public void Every_word_of_an_enum_is_listed(Type type)
    {
        var words = Enum.GetNames(type).Select(name => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name)).ToArray();
        Assert.Contains(Table("## Enums"), row => words.All(word => row.Contains('`' + word + '`', StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\.Map(?:Get|Post|Put|Delete)\(""(/[^""]+)""")]
    private static partial Regex Address();

    /// <summary>The methods that clients call.</summary>
    internal static MethodInfo[] Hub()
    {
        var hub = Built.Types("Gateway").Single(type => typeof(Hub).IsAssignableFrom(type) && !type.IsAbstract);
        return [.. hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == hub && !method.IsSpecialName)];
    }

    private static string[] HubMethods() => [.. Hub().Select(method => method.Name)];

    private static IEnumerable<string> Missing(IEnumerable<string> names) => names.Where(name => !Text.Contains('`' + name, StringComparison.Ordinal));

    /// <summary>Rows of the table under a heading.</summary>
    private static IEnumerable<string> Table(string heading) =>
        Text.Split('\n')
            .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal));
}
