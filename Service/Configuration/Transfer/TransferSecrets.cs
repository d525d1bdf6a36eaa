using System.Globalization;
using System.Text;
using System.Xml.Linq;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>
/// The relay proxy's password in an export: encrypted with a passphrase, or only that there is one. It is bound to the proxy, the user and
/// whatever else decides who gets to see it, so that nobody can have it sent elsewhere by editing the file.
/// </summary>
internal static class TransferSecrets
{
    private const string KdfAttribute = "kdf";
    private const string IterationsAttribute = "iterations";
    private const string SaltAttribute = "salt";

    private static readonly SettingDefinition[] Bound =
    [
        RelayProxyDefinitions.Address, RelayProxyDefinitions.UserName, RelayProxyDefinitions.Authentication, RelayProxyDefinitions.Fallbacks,
        RelayProxyDefinitions.ShareCredentials,
    ];

    private static string Name => RelayProxyDefinitions.Password.Name;

    /// <summary>The element for the password, or null where there is none.</summary>
    public static XElement? Write(TransferState state, string? passphrase)
    {
        if (!state.Secret.IsSet) return null;
        if (passphrase is null || state.Secret.Password is not { } password) return new XElement(TransferFormat.Secrets, new XElement(Name));
        var key = PassphraseKey.Create(passphrase);
        return new XElement(
            TransferFormat.Secrets,
            new XAttribute(KdfAttribute, PassphraseKey.Method),
            new XAttribute(IterationsAttribute, key.Iterations),
            new XAttribute(SaltAttribute, Convert.ToBase64String(key.Salt)),
            new XElement(Name, Convert.ToBase64String(key.Cipher.Encrypt(password, Context(state.Settings.Settings, key)))));
    }

    /// <summary>What an export says of the password.</summary>
    /// <param name="secrets">The element, or null where there is none.</param>
    /// <param name="settings">The settings of the export.</param>
    /// <param name="passphrase">The passphrase, or null to leave the password out.</param>
    /// <param name="error">What is wrong with the element, or null.</param>
    /// <exception cref="SecretException">The passphrase is another one, or the file was changed.</exception>
    public static TransferSecret Read(XElement? secrets, GatewaySettings settings, string? passphrase, out string? error)
    {
        error = null;
        if (secrets is null) return TransferSecret.None;
        XElement[] elements = [.. secrets.Elements()];
        if (elements.Length != 1 || elements[0].Name != Name || elements[0].HasAttributes || elements[0].HasElements)
        {
            error = $"it holds one <{Name}>";
            return TransferSecret.None;
        }

        string text = elements[0].Value.Trim();
        if (text.Length == 0) return TransferSecret.NotCarried;
        if (ReadKey(secrets, out error) is not { } parameters || passphrase is null) return TransferSecret.NotCarried;
        PassphraseKey key = PassphraseKey.Derive(passphrase, parameters.Salt, parameters.Iterations);
        return TransferSecret.Of(TryDecode(text) is { } data && key.Cipher.TryDecrypt(data, Context(settings, key)) is { } password
            ? password
            : throw new SecretException("the passphrase is another one, or the password or the relay proxy's settings were changed in the file"));
    }

    private static (byte[] Salt, int Iterations)? ReadKey(XElement secrets, out string? error)
    {
        error = null;
        bool isNumber = int.TryParse((string?)secrets.Attribute(IterationsAttribute), NumberStyles.None, CultureInfo.InvariantCulture, out int iterations);
        byte[]? salt = TryDecode((string?)secrets.Attribute(SaltAttribute) ?? "");
        if ((string?)secrets.Attribute(KdfAttribute) != PassphraseKey.Method)
            error = $"{KdfAttribute} is not {PassphraseKey.Method}";
        else if (!isNumber || iterations is < PassphraseKey.LeastIterations or > PassphraseKey.MostIterations)
            error = $"{IterationsAttribute} is not a whole number from {PassphraseKey.LeastIterations} to {PassphraseKey.MostIterations}";
        else if (salt?.Length != PassphraseKey.SaltLength)
            error = $"{SaltAttribute} is not the base64 of {PassphraseKey.SaltLength} bytes";
        return error is null ? (salt!, iterations) : null;
    }

    private static byte[]? TryDecode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Context(GatewaySettings settings, PassphraseKey key) => Encoding.UTF8.GetBytes(string.Join("\n",
    [
        $"{TransferFormat.Root} {TransferFormat.Version}", Name, PassphraseKey.Method, key.Iterations.ToString(CultureInfo.InvariantCulture),
        Convert.ToBase64String(key.Salt), .. Bound.Select(definition => $"{definition.Name}={definition.Format(settings)}"), "",
    ]));
}
