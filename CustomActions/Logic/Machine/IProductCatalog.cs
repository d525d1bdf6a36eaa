namespace OmsGateway.CustomActions.Machine;

/// <summary>The products that Windows Installer knows.</summary>
internal interface IProductCatalog
{
    /// <summary>Every installed product.</summary>
    IEnumerable<InstalledProduct> Read();
}

/// <summary>An installed product, by the names of the MSI documentation's product properties.</summary>
internal sealed record InstalledProduct(string Code, string Name, string Publisher, string InstallLocation, string Version = "");
