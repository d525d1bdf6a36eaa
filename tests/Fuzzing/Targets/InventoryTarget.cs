using OmsGateway.Configuration.Inventory;
using OmsGateway.Fuzzing.Engine;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The inventory of clients and hosts that the gateway reads when it starts.</summary>
internal sealed class InventoryTarget : FuzzTarget
{
    public override string Name => "inventory";

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Latin1(
        "inventory\t1\t1764470000\t1764000000\t1764100000\n"
        + "host\ta.ods.opinsights.azure.com\t\t1764000001\t1764469999\t12\t3456\t789\n"
        + "host\twww.contoso.com\tpos\t1764000002\t1764469998\t1\t2\t3\n"
        + "client\t10.1.2.3\tpos\t1764000001\t1764469999\t127\t12\t3456\t789\t12\t1,0\t1764400000\tForbiddenHost\twww.fabrikam.com\n"
        + "client\t2001:db8::/64\t\t1764000001\t1764469999\t0\t0\t0\t0\t0\t\t\t\t\n"
        + "end\t4\n",
        "inventory\t1\t0\t0\t0\nend\t0\n");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Latin1(
        "\t", "\n", "\r\n", "inventory\t1", "host\t", "client\t", "end\t", "0", "253402300799", "253402300800", "9223372036854775807", "-1", ",", "%1", "/64",
        "fe80::1%3", "::ffff:10.1.2.3", "\0", "\xFF");

    public override void Try(byte[] input)
    {
        GatewayInventory read;
        try
        {
            read = InventoryReader.Read(new MemoryStream(input));
        }
        catch (InvalidDataException e)
        {
            Invariant.IsMessage(e.Message, "What is wrong");
            return;
        }

        byte[] written = Write(read);
        Invariant.SameBytes(written, Write(InventoryReader.Read(new MemoryStream(written))), "An inventory, written once and twice,");
    }

    private static byte[] Write(GatewayInventory inventory)
    {
        var stream = new MemoryStream();
        InventoryWriter.Write(inventory, stream);
        return stream.ToArray();
    }
}
