using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;

namespace OmsGateway.CustomActions.Legacy;

/// <summary>
/// Finds Microsoft's gateway under the names it has had. Its upgrade code was never published, so that FindRelatedProducts
/// alone would miss it, and two services cannot share a port, a name and a folder.
/// </summary>
internal sealed class LegacyProducts(IInstallerSession session, MachineParts machine)
{
    private const string Publisher = "Microsoft";

    private static readonly string[] Names =
        ["Microsoft OMS Log Analytics Forwarder", "OMS Log Analytics Forwarder", "Microsoft OMS Gateway", "OMS Gateway"];

    /// <summary>Adds what it finds to what FindRelatedProducts has found by upgrade code.</summary>
    public void Find()
    {
        var codes = new List<string>(Codes);
        foreach (InstalledProduct product in machine.Products.Read().Where(IsLegacy))
        {
            session.Log($"Found {product.Name} {product.Code}, whose place OMS Gateway takes.");
            codes.Add(product.Code);
        }

        session.SetProperty(PropertyNames.LegacyProducts, string.Join(";", codes.Distinct(StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>Whether there is a product to take the settings from.</summary>
    public bool AreFound => Codes.Length > 0;

    /// <summary>The folders that the products may be in, the likeliest first.</summary>
    public IEnumerable<string> Folders()
    {
        IEnumerable<string> registered = machine.Products.Read()
            .Where(p => Codes.Contains(p.Code, StringComparer.OrdinalIgnoreCase)).Select(p => p.InstallLocation);
        IEnumerable<string> services = new[] { ServiceName.Legacy, ServiceName.Value }
            .Select(name => ServiceImage.Folder(machine.Registry.Read($@"SYSTEM\CurrentControlSet\Services\{name}", "ImagePath") ?? ""));
        string programFiles = session.GetProperty(PropertyNames.ProgramFiles);
        IEnumerable<string> usual = programFiles.Length == 0 ? [] : Names.Select(name => Path.Combine(programFiles, name));
        return registered.Concat(services).Concat(usual).Where(f => f.Length > 0);
    }

    private string[] Codes => session.GetProperty(PropertyNames.LegacyProducts).Split([';'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsLegacy(InstalledProduct product) =>
        Names.Contains(product.Name, StringComparer.OrdinalIgnoreCase)
        && product.Publisher.StartsWith(Publisher, StringComparison.OrdinalIgnoreCase);
}
