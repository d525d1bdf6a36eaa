using OmsGateway.Configuration.Transfer;

namespace OmsGateway.PowerShell.Settings;

/// <summary>In what the configuration of a gateway and an export differ.</summary>
public sealed class ConfigDifference
{
    private readonly string _text;

    internal ConfigDifference(TransferDifference difference)
    {
        _text = difference.ToString();
        Name = difference.Item;
        Before = difference.Before;
        After = difference.After;
    }

    /// <summary>A setting, or a list and its group.</summary>
    public string Name { get; }

    /// <summary>What the gateway has, or had before the import; null where it has nothing. Never a secret.</summary>
    public string? Before { get; }

    /// <summary>What the export has; null where it has nothing. Never a secret.</summary>
    public string? After { get; }

    /// <inheritdoc/>
    public override string ToString() => _text;
}
