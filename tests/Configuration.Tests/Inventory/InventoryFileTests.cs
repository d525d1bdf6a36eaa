using System.Text;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Inventory;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Inventory;

public sealed class InventoryFileTests
{
    private const string Whole =
        "inventory\t1\t1764470000\t1764000000\t1764100000\n"
        + "host\ta.ods.opinsights.azure.com\t\t1764000001\t1764469999\t12\t3456\t789\n"
        + "host\twww.contoso.com\tpos\t1764000002\t1764469998\t1\t2\t3\n"
        + "client\t10.1.2.3\tpos\t1764000001\t1764469999\t127\t12\t3456\t789\t12\t1,0\t1764400000\tForbiddenHost\twww.fabrikam.com\n"
        + "client\t2001:db8::/64\t\t1764000001\t1764469999\t0\t0\t0\t0\t0\t\t\t\t\n"
        + "end\t4\n";

    [Fact]
    public void Every_field_is_read_and_written_as_it_was()
    {
        GatewayInventory inventory = Read(Whole);
        Assert.Equal(At(1764470000), inventory.Written);
        Assert.Equal((At(1764000000), At(1764100000)), (inventory.ClientsSince, inventory.HostsSince));
        UsedHost host = inventory.Hosts.Last();
        Assert.Equal(
            new UsedHost("www.contoso.com", "pos") { FirstUsed = At(1764000002), LastUsed = At(1764469998), Tunnels = 1, BytesSent = 2, BytesReceived = 3 },
            host);
        KnownClient client = inventory.Clients.First();
        Assert.Equal(
            ("10.1.2.3", "pos", 127, TlsVersionSet.Tls12 | TlsVersionSet.Tls13), (client.Address, client.Group, client.RecentDays, client.TlsVersions));
        Assert.Equal(["www.contoso.com", "a.ods.opinsights.azure.com"], client.Hosts);
        Assert.Equal(new ClientRefusal(At(1764400000), "ForbiddenHost", "www.fabrikam.com"), client.LastRefusal);
        Assert.Null(inventory.Clients.Last().LastRefusal);

        using var folder = new TemporaryFolder();
        inventory.Write(folder["state/inventory"]);
        Assert.Equal(Whole, File.ReadAllText(folder["state/inventory"]));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["state/inventory"]));
    }

    [Fact]
    public void What_a_replacement_that_broke_off_on_Windows_has_left_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write($"inventory.1{WindowsFileReplacement.BackupEnding}", Whole);
        Assert.Equal(At(1764470000), GatewayInventory.Read(folder["inventory"])!.Written);
    }

    [Fact]
    public void A_file_that_breaks_off_anywhere_is_damaged_and_so_is_one_that_goes_on()
    {
        // Without its last line's end nothing is missing.
        for (int length = 0; length < Whole.Length - 1; length++) Assert.Throws<InvalidDataException>(() => Read(Whole[..length]));
        Assert.Throws<InvalidDataException>(() => Read(Whole + "\n"));
        Assert.Throws<InvalidDataException>(() => Read(Whole + Whole));
    }

    [Theory]
    [InlineData("inventory\t1", "inventory\t2", "line 1: its version 2 is not known")]
    [InlineData("inventory", "<xml>", "line 1: it is no inventory")]
    [InlineData("\twww.contoso.com", "\tWWW.contoso.com", "line 3: a host is wrong")]
    [InlineData("1764469999\t12", "1764469999\t-12", "line 2: a number is wrong")]
    [InlineData("1764000002", "9999999999999999", "line 3: a number is wrong")]
    [InlineData("10.1.2.3", "10.1.2.03", "line 4: an address is wrong")]
    [InlineData("\tpos\t1764000001", "\tp s\t1764000001", "line 4: the name of a group is wrong")]
    [InlineData("1,0", "1,2", "line 4: a number is wrong")]
    [InlineData("ForbiddenHost", "\u001b[31m", "line 4: a reason is wrong")]
    [InlineData("\t127\t", "\t128\t", "line 4: a number is wrong")]
    [InlineData("client\t2001:db8::/64\t", "clients\t2001:db8::/64\t", "line 5: its end is missing")]
    [InlineData("end\t4", "end\t3", "line 6: lines are missing or too many")]
    [InlineData("end\t4", "end\t4\t4", "line 6: a field is too many")]
    public void What_the_gateway_would_not_write_is_damaged(string old, string changed, string expected)
    {
        Assert.Contains(old, Whole, StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => Read(Whole.Replace(old, changed, StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void There_is_none_where_no_file_or_folder_is()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(GatewayInventory.Read(folder["inventory"]));
        Assert.Null(GatewayInventory.Read(folder["state/inventory"]));
    }

    internal static GatewayInventory Read(string text) => InventoryReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)));

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
