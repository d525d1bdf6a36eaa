namespace OmsGateway.Configuration.Presets;

/// <summary>
/// The names of the Azure regions, by which a slip is told from a region. Looked up 2026-11-29:
/// https://learn.microsoft.com/azure/reliability/regions-list, https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
/// and https://learn.microsoft.com/azure/china/overview-datacenters.
/// </summary>
internal static class AzureRegions
{
    private static readonly string[] Public =
    [
        "Australia Central", "Australia Central 2", "Australia East", "Australia Southeast", "Austria East", "Belgium Central", "Brazil South",
        "Brazil Southeast", "Canada Central", "Canada East", "Central India", "Central US", "Chile Central", "Denmark East", "East Asia", "East US",
        "East US 2", "France Central", "France South", "Germany North", "Germany West Central", "India South Central", "Indonesia Central",
        "Israel Central", "Italy North", "Japan East", "Japan West", "Jio India Central", "Jio India West", "Korea Central", "Korea South",
        "Malaysia West", "Mexico Central", "New Zealand North", "North Central US", "North Europe", "Norway East", "Norway West", "Poland Central",
        "Qatar Central", "South Africa North", "South Africa West", "South Central US", "South India", "Southeast Asia", "Spain Central",
        "Sweden Central", "Sweden South", "Switzerland North", "Switzerland West", "UAE Central", "UAE North", "UK South", "UK West",
        "West Central US", "West Europe", "West India", "West US", "West US 2", "West US 3",
    ];

    private static readonly string[] Government = ["US DoD Central", "US DoD East", "US Gov Arizona", "US Gov Texas", "US Gov Virginia"];

    private static readonly string[] China = ["China East", "China East 2", "China East 3", "China North", "China North 2", "China North 3"];

    /// <summary>The regions of a cloud, as the Azure portal shows them.</summary>
    public static IReadOnlyList<string> Of(AzureCloud cloud) => cloud switch
    {
        AzureCloud.Government => Government,
        AzureCloud.China => China,
        _ => Public,
    };
}
