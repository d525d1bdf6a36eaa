namespace OmsGateway.MsiBuilder.Validation;

/// <summary>From a dialog's first control the tab key leads around and back to it, and misses no control that leads on.</summary>
internal sealed class TabRingRule : IValidationRule
{
    public string Ice => "ICE23";

    public IEnumerable<string> Check(Tables tables)
    {
        foreach (var dialog in tables.Rows("Dialog"))
        {
            var name = dialog.Text("Dialog");
            var next = tables.Rows("Control").Where(r => r.Text("Dialog_") == name)
                .ToDictionary(r => r.Text("Control")!, r => r.Text("Control_Next"), StringComparer.Ordinal);
            if (Problem(dialog.Text("Control_First") ?? "", next) is { } problem)
                yield return $"In the dialog {name} {problem}.";
        }
    }

    private static string? Problem(string first, Dictionary<string, string?> next)
    {
        var stops = next.Where(n => n.Value is not null).Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
        // One control alone leads nowhere.
        if (stops.Count == 0)
            return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = first; seen.Add(current); current = next[current]!)
        {
            if (next.GetValueOrDefault(current) is not { } following)
                return $"the tab order ends at '{current}'";
            if (following != first && seen.Contains(following))
                return $"the tab order leads from '{current}' back to '{following}' instead of to '{first}'";
        }

        stops.ExceptWith(seen);
        return stops.Count == 0 ? null : $"the tab order misses '{string.Join("', '", stops)}'";
    }
}
