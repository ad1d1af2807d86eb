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
            new(1, At, ParticipantId.Patient, CommandKind.Open),
            new(2, At.AddMilliseconds(7), new ParticipantId("consultant"), CommandKind.SendMessage),
            new(3, At.AddSeconds(1), ParticipantId.Patient, CommandKind.ChangeMode, IsStored: false),
            new(5, At.AddHours(3).ToOffset(TimeSpan.FromHours(3)), new ParticipantId("doctor"), CommandKind.SignConclusion),
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
        answers.Add(command, new Answer(1, At, ParticipantId.Patient, CommandKind.SendMessage));

        Assert.False(answers.TryGet(CommandId.New(), out _));
        answers.Clear();
        Assert.False(answers.TryGet(command, out _));
    }

    [Fact]
    public void Commands_that_stored_nothing_are_forgotten_before_they_are_too_many()
    {
        var (stored, unstored) = (CommandId.New(), Enumerable.Range(0, Answers.MaxUnstored + 1).Select(_ => CommandId.New()).ToArray());
        answers.Add(stored, new Answer(1, At, ParticipantId.Patient, CommandKind.SendMessage));
        foreach (var command in unstored)
            answers.Add(command, new Answer(1, At, ParticipantId.Patient, CommandKind.ChangeMode, IsStored: false));

        Assert.True(answers.TryGet(stored, out _));
        Assert.False(answers.TryGet(unstored[0], out _));
        Assert.All(unstored[1..], command => Assert.True(answers.TryGet(command, out _)));
    }
}
