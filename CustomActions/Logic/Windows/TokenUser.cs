using System.ComponentModel;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>The account that this process runs as.</summary>
internal static unsafe class TokenUser
{
    // TOKEN_USER with the longest identifier.
    private const int MaximumSize = 128;

    /// <summary>Its security identifier.</summary>
    public static string Read()
    {
        if (!TokenApi.OpenProcessToken(TokenApi.GetCurrentProcess(), TokenApi.TOKEN_QUERY, out nint token)) throw new Win32Exception();
        try
        {
            byte* user = stackalloc byte[MaximumSize];
            if (!TokenApi.GetTokenInformation(token, TokenApi.TokenUser, user, MaximumSize, out _)) throw new Win32Exception();
            // TOKEN_USER begins with the pointer to the identifier.
            return SecurityDescriptors.FormatSid(*(nint*)user);
        }
        finally
        {
            TokenApi.CloseHandle(token);
        }
    }
}
