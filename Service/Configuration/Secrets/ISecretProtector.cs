namespace OmsGateway.Configuration.Secrets;

/// <summary>Turns a secret into text that may stand in a file, readable again on this machine only.</summary>
public interface ISecretProtector
{
    /// <summary>Protects a secret; the same secret gives a different text each time.</summary>
    /// <exception cref="SecretException">The machine's key cannot be made or read.</exception>
    string Protect(string secret);

    /// <summary>Recovers a secret.</summary>
    /// <exception cref="SecretException">The text was altered, cut off, or protected on another machine.</exception>
    string Unprotect(string protectedText);
}
