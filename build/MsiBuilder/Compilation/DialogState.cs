namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>What a dialog learns from its controls.</summary>
internal sealed class DialogState(string id, bool trackDiskSpace)
{
    private const int ControlColumn = 1;
    private const int NextColumn = 10;

    private readonly List<object?[]> _tabStops = [];

    public string Id => id;

    public bool TrackDiskSpace => trackDiskSpace;

    public string? First => _tabStops.Count == 0 ? null : (string?)_tabStops[0][ControlColumn];

    public string? Default { get; set; }

    public string? Cancel { get; set; }

    public void AddTabStop(object?[] controlRow) => _tabStops.Add(controlRow);

    /// <summary>
    /// Each control leads to the next, and the last to the first, in <c>Control_Next</c>; one alone leads nowhere.
    /// </summary>
    public void LinkTabOrder()
    {
        for (var i = 0; _tabStops.Count > 1 && i < _tabStops.Count; i++)
            _tabStops[i][NextColumn] = _tabStops[(i + 1) % _tabStops.Count][ControlColumn];
    }
}
