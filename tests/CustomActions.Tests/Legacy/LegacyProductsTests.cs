using OmsGateway.CustomActions.Legacy;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Legacy;

public sealed class LegacyProductsTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData("Microsoft OMS Log Analytics Forwarder", "Microsoft", true)]
    [InlineData("OMS Log Analytics Forwarder", "Microsoft Corporation", true)]
    [InlineData("oms gateway", "Microsoft Corporation", true)]
    [InlineData("OMS Gateway", "OMS Gateway contributors", false)]
    [InlineData("Microsoft OMS Log Analytics Forwarder", "Contoso", false)]
    [InlineData("Microsoft Monitoring Agent", "Microsoft Corporation", false)]
    public void A_product_is_known_by_name_and_publisher(string name, string publisher, bool isLegacy)
    {
        _setup.Machine.Products.Add(new("{A}", name, publisher, ""));

        _setup.Actions.FindLegacyProducts();

        Assert.Equal(isLegacy ? "{A}" : "", _setup.Session["LEGACYPRODUCTS"]);
    }

    [Fact]
    public void What_was_found_by_upgrade_code_is_kept_and_named_once()
    {
        _setup.Machine.Products.Add(new("{a}", "OMS Gateway", "Microsoft Corporation", ""));
        _setup.Machine.Products.Add(new("{B}", "Microsoft OMS Gateway", "Microsoft Corporation", ""));

        _setup.With("LEGACYPRODUCTS={A}").Actions.FindLegacyProducts();

        Assert.Equal("{A};{B}", _setup.Session["LEGACYPRODUCTS"]);
    }

    [Theory]
    [InlineData(@"""C:\Program Files\Old\Forwarder.exe"" --service", @"C:\Program Files\Old")]
    [InlineData(@"C:\Program Files\Old\Forwarder.exe -x", @"C:\Program Files\Old")]
    [InlineData(@"C:\Old\svchost", @"C:\Old")]
    [InlineData("forwarder.exe", "")]
    [InlineData("", "")]
    public void A_service_s_folder_is_read_from_its_command_line(string imagePath, string folder) =>
        Assert.Equal(folder, ServiceImage.Folder(imagePath));
}
