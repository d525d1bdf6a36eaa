using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Tests.Installation;

public class ActionDataTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("a;b=c;d")]
    [InlineData("\"quoted\" and 'single'")]
    [InlineData("[PROPERTY] {braces} [#File]")]
    [InlineData("back\\slash\\n and a\nline")]
    [InlineData("\\")]
    [InlineData(" spaces ")]
    [InlineData("Grüße, 世界, 🙂")]
    [InlineData("=")]
    public void Values_come_back_as_they_were(string value)
    {
        var data = new ActionData { ["Key"] = value, ["Other"] = "x" };

        ActionData decoded = ActionData.Decode(data.Encode());

        Assert.Equal(value, decoded["Key"]);
        Assert.Equal("x", decoded["Other"]);
    }

    [Fact]
    public void No_character_is_passed_on_that_the_installer_reads_as_syntax() =>
        Assert.Matches("^[A-Za-z0-9_-]+$", new ActionData { ["Key"] = "a;b=c \"[P]\" ÿÿÿ>>>???" }.Encode());

    [Fact]
    public void Missing_and_empty_values_are_empty()
    {
        var data = new ActionData { ["Key"] = "x" };
        data["Key"] = "";

        Assert.Equal("", data["Key"]);
        Assert.Equal("", ActionData.Decode(data.Encode())["Key"]);
        Assert.Equal("", ActionData.Decode("")["Key"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("a\nb")]
    [InlineData("a\\b")]
    public void A_key_holds_no_syntax(string key) => Assert.Throws<ArgumentException>(() => new ActionData { [key] = "x" });

    [Theory]
    [InlineData("!!!")]
    [InlineData("a;b=c")]
    [InlineData("cGxhaW4")]
    public void Other_texts_are_refused(string text) => Assert.Throws<FormatException>(() => ActionData.Decode(text));
}
