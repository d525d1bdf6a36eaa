namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>What to answer a 407 with. Not a record: no ToString may show the value.</summary>
/// <param name="value">The value of Proxy-Authorization.</param>
/// <param name="continuesHandshake">Whether only the connection that brought the challenge can carry it.</param>
internal sealed class ProxyCredentials(string value, bool continuesHandshake)
{
    public string Value => value;

    public bool ContinuesHandshake => continuesHandshake;
}
