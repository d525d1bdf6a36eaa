using System.Management.Automation;
using System.Numerics;
using System.Security;

namespace OmsGateway.PowerShell.RelayProxy;

/// <summary>
/// Turns what was typed after -Password into a SecureString or a string. PowerShell reads 123 and 007 as numbers and keeps what was
/// typed beside them, but only until the parameter is bound.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PasswordArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            SecureString secret => secret,
            // PowerShell keeps the typed text of a number only in its PSObject.
            IConvertible or BigInteger => LanguagePrimitives.ConvertTo<string>(inputData),
            _ => throw new ArgumentTransformationMetadataException("A password is text or a SecureString; give name and password together as -Credential."),
        };
}
