using System.Globalization;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>A control of a dialog; places are pixels from the dialog's inner corner.</summary>
internal sealed record WizardControl(string Class, long Style, int X, int Y, int Width, int Height, string State, string Text)
{
    public bool IsVisible => State.Contains('v', StringComparison.Ordinal);

    public bool IsEnabled => State.Contains('e', StringComparison.Ordinal);

    public bool IsFocused => State.Contains('f', StringComparison.Ordinal);

    public bool IsTicked => State.Contains('c', StringComparison.Ordinal);

    public bool IsEdit => Class.Contains("edit", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text as it is read: without the mark of the access key.</summary>
    public string Label => Text.Replace("&", "", StringComparison.Ordinal);
}

/// <summary>What a person sees of the dialog that can be used; its frame is in pixels of the screen.</summary>
internal sealed record WizardPage(string Title, (int X, int Y, int Width, int Height) Frame, IReadOnlyList<WizardControl> Controls)
{
    /// <summary>What a person sees when no dialog is there.</summary>
    public static WizardPage None { get; } = new("", default, []);

    public IEnumerable<WizardControl> Visible => Controls.Where(c => c.IsVisible);

    /// <summary>The control with the label, or null.</summary>
    public WizardControl? Find(string label) => Visible.FirstOrDefault(c => c.Label == label);

    public WizardControl this[string label] => Find(label) ?? throw new InvalidOperationException($"There is no '{label}' on:\n{this}");

    /// <summary>The field under the label.</summary>
    public WizardControl Field(string label)
    {
        WizardControl above = this[label];
        return Visible.Where(c => c.IsEdit && c.Y > above.Y && Math.Abs(c.X - above.X) < 10).MinBy(c => c.Y)
            ?? throw new InvalidOperationException($"There is no field under '{label}' on:\n{this}");
    }

    /// <summary>Reads the answer of the driver's <c>look</c>.</summary>
    public static WizardPage Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return None;
        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        string[] dialog = lines[0].Split('\t');
        return new WizardPage(dialog[0], (Number(dialog[1]), Number(dialog[2]), Number(dialog[3]), Number(dialog[4])),
            [.. lines.Skip(1).Select(l => l.Split('\t')).Select(c => new WizardControl(
                c[0], long.Parse(c[1], CultureInfo.InvariantCulture), Number(c[2]), Number(c[3]), Number(c[4]), Number(c[5]), c[6], c[7]))]);
    }

    public override string ToString() => Title + "\n" + string.Join('\n', Visible.Select(c => $"  {c.State,-4} {c.Class}: {c.Text}"));
}
