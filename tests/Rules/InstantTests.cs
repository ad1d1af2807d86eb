using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>Instants on the wire: nobody guesses in whose time they are.</summary>
public sealed class InstantTests
{
    [Theory]
    [InlineData("2026-12-11T03:00:00Z")]
    [InlineData("2026-12-11T03:00:00.000Z")]
    [InlineData("2026-12-11T06:00:00+03:00")]
    [InlineData("2026-12-10T20:00:00-07:00")]
    [InlineData("2026-12-11T06:00:00\\u002b03:00")]
    public void An_instant_is_read_with_its_offset(string text) =>
        Assert.Equal(new DateTimeOffset(2026, 12, 11, 3, 0, 0, TimeSpan.Zero), JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", WireJson.Options));

    [Theory]
    [InlineData("\"2026-12-11T03:00:00\"")]
    [InlineData("\"2026-12-11T03:00\"")]
    [InlineData("\"2026-12-11\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"\"")]
    [InlineData("1765422000")]
    [InlineData("null")]
    public void A_time_without_an_offset_is_no_instant(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(json, WireJson.Options));
}
