using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Transfer;

namespace OmsGateway.Configuration.Tests.Transfer;

public sealed class SecretTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple";
    private const string Password = "hunter2";

    private static readonly ImportOptions WithPassphrase = new() { Passphrase = Passphrase };

    private readonly TransferTrial _trial = new();

    public void Dispose() => _trial.Dispose();

    private void Export(string? passphrase)
    {
        _trial.Source.RelayProxy.Set("proxy.contoso.com:3128", "gateway", Password);
        _trial.Source.Transfer.Export(_trial.File, passphrase);
    }

    private string? Imported => _trial.To.Store.Load().Configuration!.Settings.RelayProxy?.Password;

    /// <summary>As docs/configuration-file.md has it, by .NET's own functions and with the file's salt of 00 to 0F.</summary>
    internal static string Encrypt(string password, string passphrase, string address, string user)
    {
        byte[] salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        byte[] key = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, 210_000, HashAlgorithmName.SHA512, 64);
        using Aes aes = Aes.Create();
        aes.Key = key[..32];
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        byte[] body = [.. iv, .. aes.EncryptCbc(Encoding.UTF8.GetBytes(password), iv)];
        string context = "OMSGatewayExport 1\nRelayProxyPassword\nPBKDF2-HMAC-SHA-512\n210000\n" + Convert.ToBase64String(salt)
            + $"\nRelayProxyAddress={address}\nRelayProxyUserName={user}\nRelayProxyAuthentication=\nRelayProxyFallbacks=\nRelayProxyShareCredentials=false\n";
        return Convert.ToBase64String([.. body, .. HMACSHA256.HashData(key[32..], (byte[])[.. Encoding.UTF8.GetBytes(context), .. body])]);
    }

    [Theory]
    [InlineData("password", "salt", 1)]
    [InlineData("pässword, of more than one block of SHA-512, which takes 128 bytes, so that HMAC has to make a hash of it before it uses it as key",
        "0123456789abcdef", 1000)]
    public void The_key_is_that_of_PBKDF2_in_NET_itself(string passphrase, string salt, int iterations)
    {
        byte[] expected = Rfc2898DeriveBytes.Pbkdf2(passphrase, Encoding.UTF8.GetBytes(salt), iterations, HashAlgorithmName.SHA512, 64);
        Assert.Equal(expected, PassphraseKey.Derive(passphrase, Encoding.UTF8.GetBytes(salt), iterations).Bytes);
    }

    [Fact]
    public void Without_a_passphrase_the_password_stays_behind_and_the_export_says_so()
    {
        var warnings = new List<string>();
        _trial.Source.RelayProxy.Set("proxy.contoso.com:3128", "gateway", Password);
        new GatewayAdministration(_trial.From.Store, warnings.Add).Transfer.Export(_trial.File);
        Assert.Contains("password is not in the file", Assert.Single(warnings));
        Assert.DoesNotContain(Password, _trial.Exported);
        Assert.DoesNotContain("key1:", _trial.Exported);
        _trial.Import();
        Assert.Null(Imported);
        Assert.Contains($"Set it with {SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")}", Assert.Single(_trial.Warnings));
    }

    [Fact]
    public void With_a_passphrase_it_is_carried_encrypted_by_a_key_of_stated_cost()
    {
        Export(Passphrase);
        Assert.DoesNotContain(Password, _trial.Exported);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), _trial.Exported);
        XElement secrets = XDocument.Parse(_trial.Exported).Root!.Element("Secrets")!;
        Assert.Equal(("PBKDF2-HMAC-SHA-512", 210_000), ((string?)secrets.Attribute("kdf"), (int)secrets.Attribute("iterations")!));
        Assert.Contains("RelayProxyPassword: (none) -> (set)", _trial.Compare(WithPassphrase));
        Assert.False(File.Exists(_trial.To.Store.KeyPath));
        _trial.Import(WithPassphrase);
        Assert.Equal(Password, Imported);
        Assert.Empty(_trial.Compare(WithPassphrase));
        Assert.Empty(_trial.Warnings);
    }

    [Fact]
    public void Two_exports_share_neither_salt_nor_ciphertext()
    {
        Export(Passphrase);
        XElement first = XDocument.Parse(_trial.Exported).Root!.Element("Secrets")!;
        Export(Passphrase);
        XElement second = XDocument.Parse(_trial.Exported).Root!.Element("Secrets")!;
        Assert.NotEqual((string?)first.Attribute("salt"), (string?)second.Attribute("salt"));
        Assert.NotEqual(first.Value, second.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short of length")]
    public void A_passphrase_that_can_be_guessed_is_refused(string passphrase)
    {
        if (passphrase.Length >= 15) passphrase = passphrase[..14];
        Assert.Contains(
            $"the passphrase has {passphrase.Length} characters. Take 15 or more", Assert.Throws<ConfigurationException>(() => Export(passphrase)).Message);
        Assert.False(File.Exists(_trial.File));
    }

    [Fact]
    public void Another_passphrase_is_refused_and_nothing_is_changed()
    {
        Export(Passphrase);
        var refusal = Assert.Throws<ConfigurationException>(() => _trial.Import(new ImportOptions { Passphrase = Passphrase + "s" }));
        Assert.Contains("the passphrase is another one", refusal.Message);
        Assert.False(File.Exists(_trial.To.Store.SettingsPath));
    }

    /// <summary>Who edits the file must not get the password sent to a proxy of their own, or shown where it was not.</summary>
    [Theory]
    [InlineData("http://proxy.contoso.com:3128", "http://proxy.fabrikam.com:3128")]
    [InlineData("<RelayProxyUserName>gateway<", "<RelayProxyUserName>Gateway<")]
    [InlineData("</RelayProxyUserName>", "</RelayProxyUserName><RelayProxyAuthentication>Basic</RelayProxyAuthentication>")]
    [InlineData("</RelayProxyUserName>",
        "</RelayProxyUserName><RelayProxyFallbacks>http://b</RelayProxyFallbacks><RelayProxyShareCredentials>true</RelayProxyShareCredentials>")]
    [InlineData("iterations=\"210000\"", "iterations=\"210001\"")]
    public void A_password_goes_with_the_proxy_that_it_was_exported_with(string before, string after)
    {
        Export(Passphrase);
        Assert.Contains(before, _trial.Exported);
        _trial.Exported = _trial.Exported.Replace(before, after, StringComparison.Ordinal);
        Assert.Contains("were changed in the file", Assert.Throws<ConfigurationException>(() => _trial.Import(WithPassphrase)).Message);
    }

    [Fact]
    public void A_change_of_any_byte_of_the_secret_is_noticed()
    {
        Export(Passphrase);
        string file = _trial.Exported;
        byte[] secret = Convert.FromBase64String(XDocument.Parse(file).Root!.Element("Secrets")!.Value);
        // Of IV, ciphertext and code one each: deriving the key takes a moment.
        foreach (int at in new[] { 0, 16, secret.Length - 1 })
        {
            byte[] forged = [.. secret];
            forged[at] ^= 1;
            _trial.Exported = file.Replace(Convert.ToBase64String(secret), Convert.ToBase64String(forged), StringComparison.Ordinal);
            Assert.Throws<ConfigurationException>(() => _trial.Import(WithPassphrase));
        }
    }

    [Theory]
    [InlineData("proxy.contoso.com:3128", "gateway", "own")]
    [InlineData("proxy.fabrikam.com:3128", "gateway", null)]
    [InlineData("proxy.contoso.com:3128", "other", null)]
    public void A_password_that_is_not_carried_stays_with_its_user_at_its_proxy_only(string address, string user, string? expected)
    {
        Export(null);
        _trial.Target.RelayProxy.Set(address, user, "own");
        _trial.Import();
        Assert.Equal(expected, Imported);
        Assert.Contains(expected is null ? "is forgotten" : "stays", Assert.Single(_trial.Warnings));
    }

    [Fact]
    public void A_password_is_not_shared_with_proxies_that_did_not_have_it()
    {
        Export(null);
        _trial.Target.RelayProxy.Set("proxy.contoso.com:3128", "gateway", "own");
        _trial.Source.Settings.Set("RelayProxyFallbacks", "http://proxy2.contoso.com");
        _trial.Source.Settings.Set("RelayProxyShareCredentials", "true");
        _trial.Source.Transfer.Export(_trial.File);
        _trial.Import();
        Assert.Null(Imported);
    }

    [Theory]
    [InlineData("http://proxy2.contoso.com", "true", "", "own")]
    [InlineData("http://proxy2.contoso.com", "false", "", null)]
    [InlineData("http://proxy3.contoso.com", "true", "", null)]
    [InlineData("http://proxy2.contoso.com", "true", "Basic", null)]
    public void A_password_that_is_not_carried_stays_only_where_it_was_shown_to_the_same_proxies_in_the_same_way(
        string fallbacks, string isShared, string authentication, string? expected)
    {
        foreach (GatewayAdministration gateway in new[] { _trial.Source, _trial.Target })
        {
            gateway.RelayProxy.Set("proxy.contoso.com:3128", "gateway", "own");
            gateway.Settings.Set("RelayProxyFallbacks", "http://proxy2.contoso.com");
            gateway.Settings.Set("RelayProxyShareCredentials", "true");
        }

        _trial.Target.Settings.Set("RelayProxyFallbacks", fallbacks);
        _trial.Target.Settings.Set("RelayProxyShareCredentials", isShared);
        if (authentication.Length > 0) _trial.Target.Settings.Set("RelayProxyAuthentication", authentication);
        _trial.Source.Transfer.Export(_trial.File);

        _trial.Import();

        Assert.Equal(expected, Imported);
    }

    [Fact]
    public void A_gateway_without_a_password_has_none_carried_either()
    {
        _trial.Source.RelayProxy.Set("proxy.contoso.com:3128", "gateway");
        _trial.Source.Transfer.Export(_trial.File, Passphrase);
        _trial.Target.RelayProxy.Set("proxy.contoso.com:3128", "gateway", "own");
        Assert.Equal(["RelayProxyPassword: (set) -> (none)"], _trial.Compare());
        _trial.Import();
        Assert.Null(Imported);
    }
}
