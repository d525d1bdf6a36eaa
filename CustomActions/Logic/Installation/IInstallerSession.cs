namespace OmsGateway.CustomActions.Installation;

/// <summary>The installation that a custom action takes part in; the DTF shell and the native one each implement it.</summary>
internal interface IInstallerSession
{
    /// <summary>A property's value, empty when it is not set. A deferred action sees only <c>CustomActionData</c>.</summary>
    string GetProperty(string name);

    /// <summary>Sets a property; an empty value unsets it.</summary>
    void SetProperty(string name, string value);

    /// <summary>Writes a line to the installation's log. Never give it a secret.</summary>
    void Log(string message);

    /// <summary>Shows an error of the Error table, or logs it in a silent installation.</summary>
    /// <param name="number">The row of the Error table.</param>
    /// <param name="values">What stands for [2], [3] and so on in its text.</param>
    void ShowError(int number, IReadOnlyList<string> values);

    /// <summary>As <see cref="ShowError"/>, for what does not end the installation.</summary>
    void ShowWarning(int number, IReadOnlyList<string> values);
}
