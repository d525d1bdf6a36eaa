using System.Globalization;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.Screenshots;

/// <summary>Turns the package into one that installs nothing and shows one dialog after the other; Escape leads on.</summary>
internal static class Tour
{
    private const string StopProperty = "TOURSTOP";
    private const int Modal = 2;
    private const int ErrorDialog = 0x10000;

    // Room for the events of a stop.
    private const int OrdersPerStop = 20;

    public static void Prepare(MsiDatabase database)
    {
        MsiTable dialogs = database.Tables["Dialog"];
        Column attributes = new(dialogs, "Attributes"), cancel = new(dialogs, "Control_Cancel");
        Column first = new(dialogs, "Control_First"), usual = new(dialogs, "Control_Default");
        foreach (object?[] dialog in dialogs.Rows)
        {
            // A modeless one would be closed at once, and one for errors opens only for an error.
            attributes[dialog] = ((int)attributes[dialog]! | Modal) & ~ErrorDialog;
            cancel[dialog] ??= "C";
            // In a field a caret would stand over the first character, now and then.
            first[dialog] = usual[dialog] ?? first[dialog];
        }

        Clear(database, "ControlEvent");
        // The product unsets it by an action.
        KeepOnly(database, "Property", row => row[0] is not "ARPNOMODIFY");
        KeepOnly(database, "InstallUISequence", row => row[0] is "CostInitialize" or "FileCost" or "CostFinalize");
        database.Tables["InstallUISequence"].Add(Stop.All[0].Dialog, null, 2000);
        database.Tables["Property"].Add(StopProperty, "0");
        for (int i = 0; i + 1 < Stop.All.Count; i++) Connect(database, i, (string)cancel[dialogs.Where("Dialog", Stop.All[i].Dialog).Single()]!);
    }

    private static void Connect(MsiDatabase database, int index, string control)
    {
        Stop stop = Stop.All[index], next = Stop.All[index + 1];
        MsiTable events = database.Tables["ControlEvent"];
        // An event sees what those before it have set: later stops stand first, so that only one is left.
        int order = (Stop.All.Count - index) * OrdersPerStop;
        string condition = $"{StopProperty}=\"{index}\"";
        foreach ((string property, string value) in next.Settings) events.Add(stop.Dialog, control, $"[{property}]", value, condition, order++);
        events.Add(stop.Dialog, control, "NewDialog", next.Dialog, condition, order++);
        events.Add(stop.Dialog, control, $"[{StopProperty}]", (index + 1).ToString(CultureInfo.InvariantCulture), condition, order);
    }

    private static void Clear(MsiDatabase database, string table) => KeepOnly(database, table, _ => false);

    private static void KeepOnly(MsiDatabase database, string table, Func<object?[], bool> keep)
    {
        var kept = new MsiTable(database.Tables[table].Definition);
        foreach (object?[] row in database.Tables[table].Rows.Where(keep)) kept.Add(row);
        database.Tables[table] = kept;
    }

    /// <summary>A column's cell of a row.</summary>
    private readonly record struct Column(MsiTable Table, string Name)
    {
        private readonly int _index = Table.Definition.IndexOf(Name);

        public object? this[object?[] row]
        {
            get => row[_index];
            set => row[_index] = value;
        }
    }
}
