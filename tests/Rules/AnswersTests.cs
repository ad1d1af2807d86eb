using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public sealed class AnswersTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 9, 30, 0, TimeSpan.Zero);
    private readonly Answers answers = new();

    [Fact]
    public void Each_command_has_the_answer_that_it_was_given()
    {
        var given = new Answer[]
        {
            new(1, At, ParticipantId.Patient, IsMessage: false),
            new(2, At.AddMilliseconds(7), new ParticipantId("consultant"), IsMessage: true),
            new(3, At.AddSeconds(1), ParticipantId.Patient, IsMessage: true),
            new(5, At.AddHours(3).ToOffset(TimeSpan.FromHours(3)), new ParticipantId("doctor"), IsMessage: false),
        };
        var commands = given.Select(_ => CommandId.New()).ToArray();
        for (var i = 0; i < given.Length; i++)
            answers.Add(commands[i], given[i]);

        Assert.Equal(given, commands.Select(command => answers.TryGet(command, out var answer) ? answer : default));
    }

    [Fact]
    public void A_command_that_never_came_or_is_forgotten_has_none()
    {
        var command = CommandId.New();
        answers.Add(command, new Answer(1, At, ParticipantId.Patient, IsMessage: true));

        Assert.False(answers.TryGet(CommandId.New(), out _));
        answers.Clear();
        Assert.False(answers.TryGet(command, out _));
    }
}
