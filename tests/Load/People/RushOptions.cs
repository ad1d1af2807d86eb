using System.CommandLine;
using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>The options of every run of people.</summary>
internal sealed class RushOptions
{
    // Mean times of the script in real seconds: intake and follow-up with a consultant, consultation and wrap-up with a doctor.
    private const double ConsultantSeconds = 165 + (0.42 * 60);
    private const double DoctorSeconds = 0.42 * (420 + (0.2 * 300));
    private const double Slack = 1.5;
    private const int ChatsAtOnce = 3;
    private readonly Option<Arrivals> _arrivals = new("--arrivals") { Description = "How patients arrive, by chance (Poisson): 200/s, 90/min, 500/h.", DefaultValueFactory = _ => new Arrivals(2), CustomParser = Arrivals.Parse };
    private readonly Option<int?> _patients = new("--patients") { Description = "How many patients at most. Default: as arrive." };
    private readonly Option<int?> _consultants = new("--consultants") { Description = "Consultants on duty. Default: half as many again as are needed." };
    private readonly Option<int?> _doctors = new("--doctors") { Description = "Doctors on duty. Default: likewise." };
    private readonly Option<string> _for = new("--for") { Description = "How long patients arrive: 20s, 5m, 1h. Then all finish.", DefaultValueFactory = _ => "20s" };
    private readonly Option<int> _seed = new("--seed") { Description = "The same people for the same seed.", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _compress = new("--compress") { Description = "How many times faster people handle and limits run.", DefaultValueFactory = _ => 60 };

    private readonly Option<double> _calls = new("--calls") { Description = "The part of the patients who talk by voice or picture, 0 to 1: they carry calls and exchange signals." };

    private readonly Option<bool> _records = new("--records") { Description = "A part of the patients also put a picture into the Medcard, and a part of those who saw a doctor are booked. Needs running hosts and their database." };

    /// <summary>Whether people put documents into the Medcard and are booked.</summary>
    public Option<bool> Records => _records;

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _arrivals, _patients, _consultants, _doctors, _for, _seed, _compress, _calls })
            command.Add(option);
        _for.Validators.Add(result =>
        {
            if (TimeOf(result.Tokens is [var token] ? token.Value : "20s") is null)
                result.AddError("--for takes a time such as 20s, 5m or 1h.");
        });
        _calls.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0 or > 1)
                result.AddError("--calls is a part, from 0 to 1.");
        });
    }

    /// <summary>Reads the plan that the options give.</summary>
    public RushPlan Read(ParseResult parsed)
    {
        var (arrivals, compress) = (parsed.GetValue(_arrivals)!, parsed.GetValue(_compress));
        var length = TimeOf(parsed.GetValue(_for)!)!.Value;
        var expected = arrivals.PerSecond * length.TotalSeconds;
        var patients = parsed.GetValue(_patients) ?? (int)(expected + (6 * Math.Sqrt(expected)) + 10);
        var perSecond = arrivals.PerSecond / compress * Slack;
        var calls = parsed.GetValue(_calls);
        var atOnce = ChatsAtOnce / (1 - calls + (ChatsAtOnce * calls));
        return new RushPlan(
            new RushSettings(arrivals, patients, length, parsed.GetValue(_seed), parsed.GetValue(_records), calls),
            new Limits(compress),
            parsed.GetValue(_consultants) ?? (int)Math.Ceiling(perSecond * ConsultantSeconds / atOnce) + 1,
            parsed.GetValue(_doctors) ?? (int)Math.Ceiling(perSecond * DoctorSeconds) + 1);
    }

    private static TimeSpan? TimeOf(string text) =>
        double.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), CultureInfo.InvariantCulture, out var count) && count > 0
            ? text[^1] switch { 's' => TimeSpan.FromSeconds(count), 'm' => TimeSpan.FromMinutes(count), 'h' => TimeSpan.FromHours(count), _ => null }
            : null;
}

/// <summary>A run, decided upon.</summary>
/// <param name="Rush">The plan of who comes when.</param>
/// <param name="Limits">At what pace.</param>
/// <param name="Consultants">How many there are.</param>
/// <param name="Doctors">How many there are.</param>
internal sealed record RushPlan(RushSettings Rush, Limits Limits, int Consultants, int Doctors)
{
    /// <summary>As reports show it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["arrivals"] = FormattableString.Invariant($"{Rush.Arrivals.PerSecond:0.###}/s"),
        ["patients"] = FormattableString.Invariant($"at most {Rush.Patients}"),
        ["consultants"] = FormattableString.Invariant($"{Consultants}"),
        ["doctors"] = FormattableString.Invariant($"{Doctors}"),
        ["for"] = FormattableString.Invariant($"{Rush.For.TotalSeconds} s"),
        ["seed"] = FormattableString.Invariant($"{Rush.Seed}"),
        ["calls"] = FormattableString.Invariant($"{Rush.Calls}"),
        ["compress"] = FormattableString.Invariant($"{Limits.Compress}"),
    };

    /// <summary>Says what failed, beneath the tables.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(RunFigures figures, RunOutcome outcome)
    {
        foreach (var (how, times) in figures.Failures.OrderByDescending(failure => failure.Value))
            Console.Error.WriteLine($"failed {times} times: {how}");
        return outcome.IsClean ? 0 : 1;
    }
}
