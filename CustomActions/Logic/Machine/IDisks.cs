namespace OmsGateway.CustomActions.Machine;

/// <summary>The disks of this machine.</summary>
internal interface IDisks
{
    /// <summary>Whether a drive is there and always stays in this machine.</summary>
    /// <param name="root">As in <c>C:\</c>.</param>
    bool IsFixed(string root);
}
