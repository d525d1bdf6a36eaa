namespace OmsGateway.CustomActions.Native;

/// <summary>A handle of msi.dll, closed when it is done with.</summary>
internal readonly record struct MsiHandle(uint Value) : IDisposable
{
    public void Dispose()
    {
        if (Value != 0) _ = MsiApi.MsiCloseHandle(Value);
    }
}
