namespace OmsGateway.Configuration.Secrets;

/// <summary>A secret cannot be protected or recovered. The message says why and what to do, and never holds the secret.</summary>
public sealed class SecretException : Exception
{
    /// <summary>Says what is wrong with the secret.</summary>
    public SecretException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
