using OmsGateway.CustomActions.Dtf;
using WixToolset.Dtf.WindowsInstaller;

namespace OmsGateway.CustomActions.Tests.Dtf;

/// <summary>What the actions of a package that the WiX toolset built tell Windows Installer; it is told through a session that records it.</summary>
public class DtfSessionTests
{
    private readonly Session _session = new() { ["PASSWORD"] = "secret" };

    /// <summary>What was typed into a field may have a property's name in brackets, and is in messages.</summary>
    [Fact]
    public void The_log_has_a_message_as_it_is()
    {
        new DtfSession(_session).Log("'[PASSWORD]' is no port.");

        Assert.Equal((InstallMessage.Info, "'[PASSWORD]' is no port."), Assert.Single(_session.Messages));
    }

    /// <summary>The page "MsiProcessMessage": without a format Windows Installer takes the text of the row of Error that field 1 names.</summary>
    [Fact]
    public void An_error_names_its_row_and_brings_its_values()
    {
        var session = new DtfSession(_session);
        session.ShowError(25102, ["[PASSWORD]"]);
        session.ShowWarning(25119, ["A", "B"]);

        Assert.Equal([(InstallMessage.Error, "1: 25102 2: [PASSWORD]"), (InstallMessage.Warning, "1: 25119 2: A 3: B")], _session.Messages);
    }
}
