namespace Medzdrav.Tests.Gateway;

/// <summary>Every call and page of the platform, tried by everybody who may come to it: the table "Every door" of <c>docs/access.md</c> says what each reads.</summary>
[Collection(nameof(OnSqlite))]
public sealed class DoorTests(DoorScene scene) : IClassFixture<DoorScene>
{
    public static TheoryData<string> Doors => [.. DoorTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Everybody_reads_at_a_door_what_the_table_says(string door)
    {
        var callers = await scene.CallersAsync();
        var expected = DoorTable.Rows[door];
        var read = new string[expected.Length];

        // Whoever may comes last: that may change something.
        foreach (var index in Enumerable.Range(0, expected.Length).OrderBy(index => expected[index] is "✓" or "–"))
            read[index] = await DoorCalls.TryAsync(door, callers[DoorTable.Callers[index]]);

        if (DoorCalls.Ending.Contains(door))
            await scene.EndAsync();
        if (door == DoorCalls.EndingSignIns)
            await scene.SignInAsync();
        Assert.True(expected.SequenceEqual(read), $"The table says{Environment.NewLine}{DoorTable.Line(door, expected)}{Environment.NewLine}and they read{Environment.NewLine}{DoorTable.Line(door, read)}");
    }

    [Fact]
    public void Every_door_of_the_table_is_tried() =>
        Assert.Equal(DoorTable.Rows.Keys.Order(), DoorCalls.Hub.Keys.Concat(DoorCalls.Http.Keys).Concat(DoorCalls.Pages.Keys).Order());
}
