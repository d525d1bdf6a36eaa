namespace OmsGateway.TestSupport;

/// <summary>The account that owns nothing, for programs that root starts without any right.</summary>
public static class Nobody
{
    /// <summary>
    /// For <see cref="NamespaceFactAttribute"/>: only root becomes nobody, and in a folder that others may not pass, as root's home,
    /// nobody gets to no program.
    /// </summary>
    public const string Probe =
        "setpriv --reuid=65534 --regid=65534 --clear-groups test -x \"$PWD/OMSGatewayService\" && test $(id -u) = 0";

    /// <summary>What makes itself the program given behind it, as nobody.</summary>
    public static string[] Launcher => ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
}
