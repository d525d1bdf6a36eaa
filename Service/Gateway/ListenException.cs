using System.Net.Sockets;

namespace OmsGateway.Gateway;

/// <summary>The gateway cannot listen where its settings say; the message names the endpoint, the reason and the remedy.</summary>
public sealed class ListenException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>
    /// Whether the gateway listens nowhere now, because where it listened before is lost as well. To apply any configuration tries both.
    /// </summary>
    public bool ListensNowhere { get; init; }

    /// <summary>
    /// Whether it may pass by itself: a program may end, a network come up. A right that the account does not have stays so.
    /// </summary>
    public bool MayPass { get; init; }

    /// <summary>Something listens there already. Windows also calls that a denied access, where either side wants the port for itself.</summary>
    internal bool IsTaken => InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied };

    /// <summary>The same for a gateway that could not go back either.</summary>
    internal ListenException WithoutReturn(ListenException back) => new(
        $"{Message} Nor can it go back to where it listened: {back.Message} Until then it listens NOWHERE; both are tried every second.", this)
    {
        ListensNowhere = true,
        MayPass = true,
    };
}
