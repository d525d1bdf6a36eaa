namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A button that can be pressed does something.</summary>
internal sealed class ButtonEventRule : IValidationRule
{
    private const int Enabled = 2;

    public string Ice => "ICE17";

    public IEnumerable<string> Check(Tables tables)
    {
        var withEvent = tables.Rows("ControlEvent").Select(r => (r.Text("Dialog_"), r.Text("Control_"))).ToHashSet();
        return tables.Rows("Control")
            .Where(r => r.Text("Type") == "PushButton" && (r.Number("Attributes") & Enabled) != 0)
            .Where(r => !withEvent.Contains((r.Text("Dialog_"), r.Text("Control"))))
            .Select(r => $"The button {r.Text("Dialog_")}.{r.Text("Control")} is enabled and has no event.");
    }
}
