using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Native;

/// <summary>The package's tables, by the handle that Windows Installer hands to an immediate action.</summary>
internal sealed class MsiDatabase(uint install) : IInstallerDatabase
{
    public IReadOnlyList<IReadOnlyList<string>> Read(string table, IReadOnlyList<string> columns)
    {
        using var database = new MsiHandle(MsiApi.MsiGetActiveDatabase(install));
        string query = $"SELECT {string.Join(",", columns.Select(c => $"`{c}`"))} FROM `{table}`";
        // A package without the table is one without such rows.
        if (MsiApi.MsiDatabaseOpenViewW(database.Value, query, out uint opened) != MsiApi.ERROR_SUCCESS) return [];
        using var view = new MsiHandle(opened);
        var rows = new List<IReadOnlyList<string>>();
        if (MsiApi.MsiViewExecute(view.Value, 0) != MsiApi.ERROR_SUCCESS) return rows;
        while (MsiApi.MsiViewFetch(view.Value, out uint fetched) == MsiApi.ERROR_SUCCESS)
        {
            using var record = new MsiHandle(fetched);
            rows.Add([.. columns.Select((_, i) => Field(fetched, (uint)i + 1))]);
        }

        return rows;
    }

    public string Format(string text)
    {
        if (!text.Contains('[', StringComparison.Ordinal)) return text;
        using var record = new MsiHandle(MsiApi.MsiCreateRecord(1));
        _ = MsiApi.MsiRecordSetStringW(record.Value, 0, text);
        uint value = record.Value;
        return MsiText.Read((buffer, ref length) => MsiApi.MsiFormatRecordW(install, value, buffer, ref length));
    }

    public ComponentChange GetChange(string component)
    {
        if (MsiApi.MsiGetComponentStateW(install, component, out int installed, out int action) != MsiApi.ERROR_SUCCESS)
            return ComponentChange.None;
        return action switch
        {
            MsiApi.INSTALLSTATE_LOCAL => ComponentChange.Install,
            MsiApi.INSTALLSTATE_ABSENT when installed == MsiApi.INSTALLSTATE_LOCAL => ComponentChange.Remove,
            _ => ComponentChange.None,
        };
    }

    public void Schedule(string action)
    {
        uint error = MsiApi.MsiDoActionW(install, action);
        if (error != MsiApi.ERROR_SUCCESS) throw new System.ComponentModel.Win32Exception((int)error);
    }

    private static string Field(uint record, uint field) =>
        MsiText.Read((buffer, ref length) => MsiApi.MsiRecordGetStringW(record, field, buffer, ref length));
}
