namespace OmsGateway.Configuration.Workspaces;

/// <summary>Where the workspaces of the monitoring agent on this machine are learnt from.</summary>
public interface IWorkspaceSource
{
    /// <summary>Reads them anew; cheap enough to be called every second. Never throws for what it finds there.</summary>
    WorkspaceDiscovery Read();
}

/// <summary>The workspaces found, and what was found but not understood.</summary>
/// <param name="Workspaces">Distinct workspaces in order of their ids.</param>
/// <param name="Warnings">A sentence for each entry that was skipped.</param>
public sealed record WorkspaceDiscovery(IReadOnlyList<Workspace> Workspaces, IReadOnlyList<string> Warnings)
{
    /// <summary>No agent on this machine.</summary>
    public static WorkspaceDiscovery None { get; } = new([], []);
}

/// <summary>A machine without a discoverable agent: every platform but Windows.</summary>
public sealed class NoWorkspaceSource : IWorkspaceSource
{
    /// <inheritdoc/>
    public WorkspaceDiscovery Read() => WorkspaceDiscovery.None;
}
