using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>
/// Asks the token that the action runs under: that of the user, whom Windows Installer impersonates in an immediate action. An
/// administrator's token that User Account Control has cut down has a linked one with the rights (the pages CheckTokenMembership,
/// TOKEN_ELEVATION_TYPE and TOKEN_LINKED_TOKEN of the Windows documentation). No other token's linked one counts: that of a full token
/// is the one cut down, and Wine makes it an administrator's (its server/token.c).
/// </summary>
internal sealed class Caller : ICaller
{
    public bool IsAdministrator()
    {
        const uint Rights = TokenApi.TOKEN_QUERY | TokenApi.TOKEN_DUPLICATE;
        // asProcess: a thread that impersonates for identification only cannot open its own token otherwise (the page OpenThreadToken).
        if (!TokenApi.OpenThreadToken(TokenApi.GetCurrentThread(), Rights, asProcess: true, out nint token)
            && !TokenApi.OpenProcessToken(TokenApi.GetCurrentProcess(), Rights, out token))
        {
            return false;
        }

        try
        {
            return IsMember(token) || (IsCutDown(token) && IsLinkedMember(token));
        }
        finally
        {
            TokenApi.CloseHandle(token);
        }
    }

    private static unsafe bool IsCutDown(nint token)
    {
        int kind = 0;
        return TokenApi.GetTokenInformation(token, TokenApi.TokenElevationType, &kind, sizeof(int), out _) && kind == TokenApi.TokenElevationTypeLimited;
    }

    private static unsafe bool IsLinkedMember(nint token)
    {
        nint linked = 0;
        if (!TokenApi.GetTokenInformation(token, TokenApi.TokenLinkedToken, &linked, sizeof(nint), out _) || linked == 0) return false;
        try
        {
            return IsMember(linked);
        }
        finally
        {
            TokenApi.CloseHandle(linked);
        }
    }

    private static bool IsMember(nint token)
    {
        var administrators = new byte[TokenApi.SECURITY_MAX_SID_SIZE];
        int size = administrators.Length;
        // Only an impersonation token can be asked (the page CheckTokenMembership).
        if (!TokenApi.CreateWellKnownSid(TokenApi.WinBuiltinAdministratorsSid, 0, administrators, ref size)
            || !TokenApi.DuplicateToken(token, TokenApi.SecurityIdentification, out nint asked))
        {
            return false;
        }

        try
        {
            return TokenApi.CheckTokenMembership(asked, administrators, out bool isMember) && isMember;
        }
        finally
        {
            TokenApi.CloseHandle(asked);
        }
    }
}
