using System.Xml.Linq;
using OmsGateway.CustomActions.Installation;
using OmsGateway.TestSupport;

namespace OmsGateway.CustomActions.Tests.Authoring;

/// <summary>Product, both shells and the logic name the same things.</summary>
public class ProductTests
{
    [Theory]
    [InlineData("Dtf")]
    [InlineData("Native")]
    public void Each_shell_exports_every_action(string shell) =>
        Assert.Equal(Sources.ActionNames.Order(), Sources.EntryPoints(shell).Order());

    [Fact]
    public void Product_has_every_action_by_its_own_name()
    {
        XElement[] actions = [.. Sources.Product("CustomAction").Where(a => a.Attribute("DllEntry") is not null)];

        Assert.Equal(Sources.ActionNames.Order(), actions.Select(a => a.Attribute("Id")!.Value).Order());
        Assert.All(actions, a => Assert.Equal(a.Attribute("Id")!.Value, a.Attribute("DllEntry")!.Value));
    }

    [Fact]
    public void Every_action_is_called_and_has_a_progress_text_where_one_is_shown()
    {
        string[] ofDialogs =
            [.. Sources.Product("Publish").Where(p => p.Attribute("Event")?.Value == "DoAction").Select(p => p.Attribute("Value")!.Value).Distinct()];
        string[] scheduled = [.. Sources.Product("Custom").Select(c => c.Attribute("Action")!.Value).Distinct()];

        Assert.Equal(Sources.Product("CustomAction").Select(a => a.Attribute("Id")!.Value).Order(), scheduled.Union(ofDialogs).Order());
        Assert.Equal(scheduled.Order(), Sources.Product("ProgressText").Select(c => c.Attribute("Action")!.Value).Order());
    }

    [Fact]
    public void Every_deferred_action_has_a_rollback_twin_right_before_it()
    {
        // WriteSettings' twin restores all settings; the name says so.
        Dictionary<string, string> twins = new() { ["WriteSettings"] = "RollbackSettings" };
        XElement[] customs = [.. Sources.Product("Custom")];
        foreach (XElement action in Sources.Product("CustomAction").Where(a => a.Attribute("Execute")?.Value == "deferred"))
        {
            string name = action.Attribute("Id")!.Value;
            string twin = twins.GetValueOrDefault(name, $"Rollback{name}");
            XElement scheduled = Assert.Single(customs, c => c.Attribute("Action")!.Value == twin);
            Assert.Equal(name, scheduled.Attribute("Before")!.Value);
            Assert.Equal(
                Assert.Single(customs, c => c.Attribute("Action")!.Value == name).Attribute("Condition")!.Value, scheduled.Attribute("Condition")!.Value);
        }
    }

    [Fact]
    public void Actions_that_change_the_machine_run_as_the_system() =>
        Assert.All(Sources.Product("CustomAction").Where(a => a.Attribute("Execute") is not null), a => Assert.Equal("no", a.Attribute("Impersonate")!.Value));

    [Fact]
    public void Every_error_has_its_text_and_every_text_its_error()
    {
        Dictionary<int, string> errors = Sources.Product("Error").ToDictionary(e => (int)e.Attribute("Id")!, e => e.Attribute("Message")!.Value);

        Assert.Equal(Enum.GetValues<InstallerError>().ToDictionary(e => (int)e, e => $"!(loc.Error{e})"), errors);
    }

    [Fact]
    public void Every_error_is_explained_to_administrators()
    {
        string guide = ProjectFiles.Read("docs", "silent-install.md");
        Assert.All(Enum.GetValues<InstallerError>(), error => Assert.Contains($"\n| {(int)error} | ", guide, StringComparison.Ordinal));
    }
}
