using OmsGateway.Configuration.Settings;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Settings;

public sealed class SettingDefinitionsTests
{
    public static TheoryData<string> Names => [.. SettingDefinitions.All.Select(d => d.Name)];

    [Fact]
    public void Every_property_of_the_settings_has_a_definition()
    {
        string[] covered = [nameof(GatewaySettings.RelayProxy), nameof(GatewaySettings.HasRelayProxy), nameof(GatewaySettings.SystemProxy),
            nameof(GatewaySettings.Groups), .. SettingDefinitions.All.Select(d => d.Name)];
        foreach (string property in typeof(GatewaySettings).GetProperties().Select(p => p.Name))
            Assert.Contains(covered, name => name == property || name == property + "Seconds" || name == property + "Minutes");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_is_valid_differs_from_the_default_and_reads_back(string name)
    {
        SettingDefinition definition = SettingDefinitions.Find(name.ToLowerInvariant())!;
        if (definition.Kind == SettingKind.Secret) return;
        using var store = new TemporaryStore();
        if (name is "RelayProxyUserName" or "RelayProxyFallbacks") store.Administration.RelayProxy.Set("proxy");
        Assert.NotEqual(definition.Default, definition.Example);
        Assert.True(store.Administration.Settings.Set(name.ToUpperInvariant(), definition.Example));
        Assert.Equal(definition.Example, store.Administration.Settings.Get(name).Value);
        Assert.Contains($"<{name}>{definition.Example}</{name}>", store.Settings);
        Assert.True(store.Administration.Settings.Reset(name));
        Assert.Equal(definition.Default, store.Administration.Settings.Get(name).Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_is_accepted_to_its_limits_and_not_beyond(string name)
    {
        SettingDefinition definition = SettingDefinitions.Find(name)!;
        if (definition.Minimum is not { } minimum || definition.Maximum is not { } maximum) return;
        foreach ((int value, bool expected) in new[] { (minimum, true), (maximum, true), (minimum - 1, false), (maximum + 1, false) })
        {
            var settings = new GatewaySettings();
            Assert.Equal(expected, definition.TryApply(value.ToString(), ref settings, out _));
        }
    }

    /// <summary>With OMSGATEWAY_WRITE_SETTINGS set the page is written instead.</summary>
    [Fact]
    public void The_documentation_is_what_the_table_says()
    {
        string path = ProjectFiles.Find("docs", "settings.md"), page = ProjectFiles.Read("docs", "settings.md"), expected = SettingsPage.Render(page);
        if (Environment.GetEnvironmentVariable("OMSGATEWAY_WRITE_SETTINGS") is not null)
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.False(expected.Contains(SettingsPage.NoReason, StringComparison.Ordinal),
            $"{path} says of a setting no reason for its default: run ./build.sh generate and write one in place of {SettingsPage.NoReason}.");
        Assert.True(page == expected, $"{path} is out of date: run ./build.sh generate.");
    }

    [Theory]
    [InlineData("- Default: `8080`.\n", SettingsPage.NoReason)]
    [InlineData("- Default: `8080`. \n", SettingsPage.NoReason)]
    [InlineData("", SettingsPage.NoReason)]
    [InlineData("- Default: `80`. Why.\n", "Why.")]
    [InlineData("- Default: none. Why:\n  because.\n- Example: one\n", "Why:\n  because.")]
    [InlineData("- Default: `a `b``. Why. And how.\n", "Why. And how.")]
    public void The_documentation_keeps_the_reason_that_stands_there(string entry, string expected)
    {
        string page = $"\n## All settings\n\n### ListenPort\n\nText.\n\n{entry}\n### ListenAddress\n\n- Default: none. Another's.\n";

        string written = SettingsPage.Render(page);

        Assert.Contains($"- Default: `8080`. {expected}\n", written, StringComparison.Ordinal);
        Assert.Contains("- Default: none. Another's.\n", written, StringComparison.Ordinal);
    }
}
