using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>Every door makes texts well-formed, and knows which are empty.</summary>
public class TypedTextTests
{
    [Fact]
    public void Halves_of_pairs_zeros_and_what_is_no_character_are_replaced()
    {
        // An attribute could not hold such texts.
        (string Typed, string WellFormed)[] texts =
        [
            ("ок \ud83d", "ок \ufffd"), ("\ude00 ок", "\ufffd ок"), ("\ud83d\ud83d\ude00", "\ufffd😀"), ("\ude00\ud83d", "\ufffd\ufffd"),
            ("а\0б\0", "а\ufffdб\ufffd"), ("\0😀\ud83d", "\ufffd😀\ufffd"), ("\ufffe\uffff", "\ufffd\ufffd"),
        ];

        Assert.All(texts, text => Assert.Equal(text.WellFormed, TypedText.WellFormed(text.Typed)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Болит горло 😀👨‍👩‍👧 с утра")]
    [InlineData("😀")]
    public void A_well_formed_text_stays_the_very_same(string typed) => Assert.Same(typed, TypedText.WellFormed(typed));

    [Fact]
    public void A_long_text_of_halves_is_mended_in_one_go() =>
        Assert.Equal(new string('\ufffd', 4_000_000), TypedText.WellFormed(new string('\ud83d', 4_000_000)));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" \t\r\n\u00a0\u2003\u3000")]
    [InlineData("\u200b\u200c\u200d\u2060\ufeff")]
    [InlineData("\u00ad")]
    [InlineData("\u200e\u200f\u202a\u202e\u2066\u2069\u061c")]
    [InlineData("\u034f\u115f\u1160\u17b4\u180e\u3164\uffa0\u2800")]
    [InlineData("\ufe0f\U000E0100\U000E0020")]
    [InlineData("\u0001\u0007\u001b\u0085")]
    public void Spaces_and_invisible_characters_are_nothing(string? typed) => Assert.True(TypedText.IsBlank(typed));

    [Theory]
    [InlineData("\u200b.\u200b")]
    [InlineData("ё")]
    [InlineData("❤\ufe0f")]
    [InlineData("😀")]
    [InlineData("\ufffd")]
    public void A_single_character_to_see_is_something(string typed) => Assert.False(TypedText.IsBlank(typed));

    [Theory]
    [InlineData("{\"callId\":\"а\\ud83d\",\"candidate\":null}", "{\"callId\":\"а\ufffd\",\"candidate\":null}")]
    [InlineData("{\"\\udc00\":[1,-2.5e3,true,{\"b\":[]},\"😀\"],\"c\":{}}", "{\"\ufffd\":[1,-2.5e3,true,{\"b\":[]},\"😀\"],\"c\":{}}")]
    [InlineData("7", "7")]
    [InlineData("\"\\ud83d\"", "\"\ufffd\"")]
    public void A_signals_texts_are_mended_and_all_else_of_it_stays(string json, string mended)
    {
        var read = JsonSerializer.Deserialize<SignalPayload[]>($"[{json},{json}]", WireJson.Options)!;

        Assert.All(read, signal => Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(mended).RootElement), JsonSerializer.Serialize(JsonDocument.Parse(signal.Json).RootElement)));
        Assert.Equal(2, read.Length);
    }

    [Theory]
    [InlineData("\"ок \\ud83d\"", "ок \ufffd")]
    [InlineData("\"\\uDE00\\u0000\\uD83D\\uDE00\"", "\ufffd\ufffd😀")]
    [InlineData("\"а\\\\\\\"\\/\\b\\f\\n\\r\\t\\u0451\"", "а\\\"/\b\f\n\r\tё")]
    [InlineData("\"\\ud83dх\\n\"", "\ufffdх\n")]
    [InlineData("\"как есть 😀\"", "как есть 😀")]
    [InlineData("null", null)]
    public void JSON_is_read_as_it_was_meant(string json, string? text) => Assert.Equal(text, JsonSerializer.Deserialize<string>(json, WireJson.Options));

    [Fact]
    public void Bytes_that_are_no_UTF_8_do_not_break_what_stands_around_them()
    {
        byte[] plain = [.. "{\"a\":\"x"u8, 0xE2, 0x82, .. "y\",\"b\":1}"u8];
        byte[] escaped = [.. "{\"a\":\"\\n"u8, 0xFF, .. "y\",\"b\":1}"u8];

        Assert.Equal(new Said("x\ufffdy", 1), JsonSerializer.Deserialize<Said>(plain, WireJson.Options));
        Assert.Equal(new Said("\n\ufffdy", 1), JsonSerializer.Deserialize<Said>(escaped, WireJson.Options));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("true")]
    public void Anything_but_a_text_is_no_text(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<string>(json, WireJson.Options));

    [Fact]
    public void What_is_written_can_be_read_by_anybody()
    {
        var written = JsonSerializer.Serialize(new Dictionary<string, string> { ["Ё"] = "а\ud83d\"\n" }, WireJson.Options);

        Assert.Equal("{\"ё\":\"а\ufffd\\\"\\n\"}", written.Replace("\\uFFFD", "\ufffd", StringComparison.Ordinal));
        Assert.Equal("а\ufffd\"\n", JsonSerializer.Deserialize<Dictionary<string, string>>(Encoding.UTF8.GetBytes(written), WireJson.Options)!["ё"]);
    }

    private sealed record Said(string A, int B);
}
