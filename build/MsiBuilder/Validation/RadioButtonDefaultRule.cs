namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A group of radio buttons opens with one of its buttons chosen.</summary>
internal sealed class RadioButtonDefaultRule : IValidationRule
{
    // Such a control's property names another one, at run time.
    private const int Indirect = 8;

    public string Ice => "ICE34";

    public IEnumerable<string> Check(Tables tables)
    {
        foreach (var group in tables.Rows("Control").Where(r => r.Text("Type") == "RadioButtonGroup" && (r.Number("Attributes") & Indirect) == 0))
        {
            var property = group.Text("Property") ?? "";
            var choices = tables.Rows("RadioButton").Where(r => r.Text("Property") == property).Select(r => r.Text("Value")).ToList();
            var chosen = tables.Database.Property(property);
            // The Tab key does not reach a group in which no button is chosen (RadioButton table).
            if (chosen is null)
                yield return $"The property {property} of {group.Text("Dialog_")}.{group.Text("Control")} has no value, so that none of its buttons is chosen.";
            else if (!choices.Contains(chosen))
                yield return $"The property {property} has the value '{chosen}', which none of its buttons has ({string.Join(", ", choices)}).";
        }
    }
}
