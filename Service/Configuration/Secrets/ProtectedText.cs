namespace OmsGateway.Configuration.Secrets;

/// <summary>The text form of a protected secret: a prefix that names method and version, then base64.</summary>
internal static class ProtectedText
{
    public static readonly string Remedy = $"set the relay password again with {SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")}";

    /// <exception cref="SecretException">The text does not have the prefix or is not base64.</exception>
    public static byte[] Decode(string text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new SecretException(
                $"it is not in the protected form of this machine ('{prefix}…'): typed by hand, or copied from another platform; {Remedy}");
        }

        try
        {
            string encoded = text.Substring(prefix.Length);
            byte[] data = Convert.FromBase64String(encoded);
            // Base64's padding has spare bits and its white space is skipped: only the one spelling that was written is accepted.
            if (Convert.ToBase64String(data) == encoded) return data;
        }
        catch (FormatException)
        {
            // Not passed on as the cause: nothing of the text may reach a log.
        }

        throw new SecretException($"the protected text was altered or cut off; {Remedy}");
    }
}
