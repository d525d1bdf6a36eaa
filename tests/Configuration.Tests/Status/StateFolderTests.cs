using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Tests.Status;

public class StateFolderTests
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "State" : "state";

    [Theory]
    [InlineData("/srv/gateway")]
    [InlineData("/etc/oms-gateway-2")]
    public void A_directory_of_somebody_s_choice_holds_its_state(string directory)
    {
        Assert.Equal(Path.Combine(directory, Name), StateFolder.Of(directory, _ => "/var/lib/other"));
    }

    [Theory]
    [InlineData(null, "/var/lib/oms-gateway")]
    [InlineData("", "/var/lib/oms-gateway")]
    [InlineData("/var/lib/private/gateway", "/var/lib/private/gateway")]
    [InlineData("/var/lib/gateway:/var/lib/more", "/var/lib/gateway")]
    public void The_directory_below_etc_holds_none(string? fromSystemd, string expected)
    {
        Assert.Equal(expected, StateFolder.Of("/etc/oms-gateway/", name => name == "STATE_DIRECTORY" ? fromSystemd : null));
    }

    [Fact]
    public void A_status_makes_the_folder_that_it_is_written_to()
    {
        using var store = new TemporaryStore(create: OperatingSystem.IsWindows());

        new GatewayStatus().Write(store.Store.StatusPath);

        Assert.Equal(Path.Combine(store.Directory, Name, "OMSGateway.status"), store.Store.StatusPath);
        Assert.Equal([store.Store.StatusPath], Directory.GetFiles(store.Directory, "*", SearchOption.AllDirectories));
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(Own, File.GetUnixFileMode(store.Directory));
        Assert.Equal(Own, File.GetUnixFileMode(store.Store.StateDirectory));
    }
}
