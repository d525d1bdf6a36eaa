namespace OmsGateway.Configuration.Transfer;

/// <summary>In what the configuration of a gateway and an export differ.</summary>
/// <param name="Item">A setting, or a list and its group: <c>ListenPort</c>, <c>allowed hosts of group pos</c>.</param>
/// <param name="Before">What the gateway has; null where it has nothing. Never a secret.</param>
/// <param name="After">What the export has; null where it has nothing. Never a secret.</param>
public sealed record TransferDifference(string Item, string? Before, string? After)
{
    /// <summary>The difference on one line: <c>ListenPort: 8080 -> 3128</c>, <c>allowed hosts: + a.contoso.com</c>.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, _) => $"{Item}: + {After}",
        (_, null) => $"{Item}: - {Before}",
        _ => $"{Item}: {Before} -> {After}",
    };
}
