namespace OmsGateway.CustomActions.Machine;

/// <summary>HKEY_LOCAL_MACHINE, as 64-bit programs see it.</summary>
internal interface IRegistry
{
    /// <summary>A value as text (numbers in decimal), or null when it is not there.</summary>
    string? Read(string key, string name);

    /// <summary>Writes a value as text, and makes the key where there is none; null removes the value.</summary>
    void Write(string key, string name, string? value);
}
