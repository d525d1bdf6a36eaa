using System.Management.Automation;

namespace OmsGateway.PowerShell.Views;

/// <summary>How PowerShell shows objects of a type unless it is told otherwise.</summary>
internal static class View
{
    /// <summary>One line per object; a text that is too long for its column goes on in the next line.</summary>
    /// <param name="columns">Properties with the width of their columns in characters; 0 shares what is left of the line.</param>
    public static ExtendedTypeDefinition Table<T>(params (string Property, int Width)[] columns)
    {
        TableControlBuilder table = TableControl.Create(outOfBand: false, autoSize: false, hideTableHeaders: false);
        foreach ((string _, int width) in columns) table.AddHeader(Alignment.Left, width, label: null);
        TableRowDefinitionBuilder row = table.StartRowDefinition(wrap: true, entrySelectedByType: null, entrySelectedByCondition: null);
        foreach ((string property, int _) in columns) row.AddPropertyColumn(property, Alignment.Undefined, format: null);
        return Of<T>(row.EndRowDefinition().EndTable());
    }

    /// <summary>One line per property: of these, or of all that the type has.</summary>
    public static ExtendedTypeDefinition List<T>(params string[] properties)
    {
        if (properties.Length == 0) properties = [.. typeof(T).GetProperties().Select(property => property.Name)];
        ListEntryBuilder entry = ListControl.Create(outOfBand: false).StartEntry(entrySelectedByType: null, entrySelectedByCondition: null);
        foreach (string property in properties) entry.AddItemProperty(property, label: null, format: null);
        return Of<T>(entry.EndEntry().EndList());
    }

    private static ExtendedTypeDefinition Of<T>(PSControl control) => new(typeof(T).FullName, [new FormatViewDefinition(typeof(T).Name, control)]);
}
