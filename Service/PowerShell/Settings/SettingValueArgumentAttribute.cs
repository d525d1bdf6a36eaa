using System.Management.Automation;

namespace OmsGateway.PowerShell.Settings;

/// <summary>
/// Keeps what was typed after -Value where PowerShell reads a number: 1.0 would become 1, and 007 would become 7. What was typed lies
/// beside the number only until the parameter is bound.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingValueArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject { BaseObject: IConvertible and not string } && LanguagePrimitives.ConvertTo<string>(inputData) is { } typed
            && typed.All(c => c is '.' or (>= '0' and <= '9')) ? typed : inputData;
}
