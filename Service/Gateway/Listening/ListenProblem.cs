using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Gateway.Listening;

/// <summary>Says in one sentence why the gateway cannot listen, and what an administrator can do about it.</summary>
internal static class ListenProblem
{
    /// <param name="endPoint">Where it cannot listen.</param>
    /// <param name="error">What the operating system said.</param>
    /// <param name="holder">Who listens there, if that is known.</param>
    /// <param name="hasWindowsRules">Whether the error means what it means on Windows.</param>
    /// <param name="setting">How the names of the settings for port and address begin.</param>
    public static string Explain(IPEndPoint endPoint, SocketException error, PortHolder? holder, bool hasWindowsRules, string setting = "Listen")
    {
        bool isEverywhere = endPoint.Address.Equals(IPAddress.Any) || endPoint.Address.Equals(IPAddress.IPv6Any);
        string where = isEverywhere ? $"port {endPoint.Port}" : $"{endPoint}";
        string remedy = error.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => Taken(holder, setting),
            SocketError.AccessDenied when holder is not null => Taken(holder, setting),
            SocketError.AddressNotAvailable => $"this machine does not have that address; correct {setting}Address or leave it empty",
            // WSAEACCES: Windows has no ports that only an administrator may use.
            SocketError.AccessDenied when hasWindowsRules =>
                "Windows reserves the port: it is in a range that is excluded ('netsh int ipv4 show excludedportrange tcp' lists them; "
                + $"Hyper-V and containers make some), or a program uses it exclusively; set {setting}Port to another port",
            SocketError.AccessDenied => "the account of the service has no right to use it; choose a port above 1023 that no other program reserves",
            _ => error.Message,
        };
        return $"The gateway cannot listen on {where}: {remedy}.";
    }

    private static string Taken(PortHolder? holder, string setting) =>
        $"another program listens there{Named(holder)}; set {setting}Port to a free port or stop that program";

    // HTTP.sys listens for IIS, Windows Remote Management and others, and Windows calls it System.
    private static string Named(PortHolder? holder) => holder switch
    {
        null or { ProcessId: null } => "",
        { ProcessId: 4, Name: "System" } => ": System (process 4; 'netsh http show servicestate' says for whom)",
        _ => $": {holder}",
    };
}
