using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Asks Windows what its drives are (the page GetDriveTypeW of the Windows documentation).</summary>
internal sealed class Disks : IDisks
{
    public bool IsFixed(string root) => new DriveInfo(root).DriveType == DriveType.Fixed;
}
