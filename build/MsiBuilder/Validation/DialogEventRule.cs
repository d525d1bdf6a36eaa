namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A button that leads to a dialog leads to one that is there.</summary>
internal sealed class DialogEventRule : IValidationRule
{
    public string Ice => "ICE44";

    public IEnumerable<string> Check(Tables tables)
    {
        var dialogs = tables.Rows("Dialog").Select(r => r.Text("Dialog")).ToHashSet();
        return tables.Rows("ControlEvent").Where(r => r.Text("Event") is "NewDialog" or "SpawnDialog" or "SpawnWaitDialog")
            // A property in brackets names the dialog at run time.
            .Where(r => r.Text("Argument") is { } dialog && dialog[0] != '[' && !dialogs.Contains(dialog))
            .Select(r => $"{r.Text("Dialog_")}.{r.Text("Control_")} leads to '{r.Text("Argument")}', which is no dialog.");
    }
}
