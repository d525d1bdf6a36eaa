namespace OmsGateway.CustomActions.Installation;

/// <summary>Ends the installation with a message of the Error table.</summary>
internal sealed class InstallerException(InstallerError error, params string[] values) : Exception($"{error} ({(int)error})")
{
    public InstallerError Error { get; } = error;

    /// <summary>What stands for [2], [3] and so on in the message.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
