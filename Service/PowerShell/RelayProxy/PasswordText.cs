using System.Net;
using System.Security;

namespace OmsGateway.PowerShell.RelayProxy;

/// <summary>The password in the two forms in which it may be given.</summary>
internal static class PasswordText
{
    /// <summary>The password in the clear, or null when none was given.</summary>
    public static string? From(object? password) => password switch
    {
        null => null,
        string { Length: 0 } => null,
        string text => text,
        SecureString { Length: 0 } => null,
        SecureString secret => new NetworkCredential("", secret).Password,
        _ => throw new ArgumentException("A password is bound as a string or a SecureString.", nameof(password)),
    };
}
