namespace OmsGateway.Host.Logging;

/// <summary>Windows' event log.</summary>
internal interface IEventLogApi
{
    /// <summary>A handle for a source, 0 when it cannot be opened.</summary>
    nint Open(string source);

    /// <summary>Writes an event; false when the log did not take it.</summary>
    bool Report(nint handle, ushort type, int id, string message);

    void Close(nint handle);
}
