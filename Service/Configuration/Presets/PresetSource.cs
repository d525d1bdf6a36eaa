namespace OmsGateway.Configuration.Presets;

/// <summary>Where a host of a preset is documented.</summary>
/// <param name="Page">Address of the page, or the file of an administrator's own preset.</param>
/// <param name="LookedUp">When it was looked up, as <c>yyyy-MM-dd</c>; empty in an administrator's own preset.</param>
/// <param name="Edition">The date that the page showed then, in the same form; null when it showed none.</param>
public sealed record PresetSource(string Page, string LookedUp, string? Edition)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Page + (Edition is null ? "" : $" of {Edition}") + (LookedUp.Length == 0 ? "" : $", looked up {LookedUp}");
}
