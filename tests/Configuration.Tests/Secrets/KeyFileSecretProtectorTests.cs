using OmsGateway.Configuration.Secrets;

namespace OmsGateway.Configuration.Tests.Secrets;

public sealed class KeyFileSecretProtectorTests : IDisposable
{
    private const string Secret = "hunter2";

    private readonly TemporaryStore _store = new();
    private readonly KeyFileSecretProtector _protector;

    public KeyFileSecretProtectorTests() => _protector = new KeyFileSecretProtector(_store.Store.KeyPath);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("exactly 16 bytes")]
    [InlineData("ü🐴\n\0")]
    public void A_secret_comes_back(string secret)
    {
        string text = _protector.Protect(secret);
        Assert.NotEqual(text, _protector.Protect(secret));
        Assert.Equal(secret, new KeyFileSecretProtector(_store.Store.KeyPath).Unprotect(text));
    }

    [Fact]
    public void Every_altered_character_is_noticed()
    {
        string text = _protector.Protect(Secret);
        for (int i = 0; i < text.Length; i++)
        {
            foreach (char c in "A?b=")
            {
                if (text[i] != c) AssertRefused(text[..i] + c + text[(i + 1)..]);
            }
        }
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        string text = _protector.Protect(Secret);
        for (int length = 0; length < text.Length; length++) AssertRefused(text[..length]);
        AssertRefused(text + "AAAA");
        AssertRefused(Secret);
    }

    [Fact]
    public void A_secret_of_another_machine_is_noticed()
    {
        using var other = new TemporaryStore();
        AssertRefused(new KeyFileSecretProtector(other.Store.KeyPath).Protect(Secret));
        string text = _protector.Protect(Secret);
        AssertRefused(text.Replace("key1:", "dpapi1:"));
        File.Copy(Directory.GetFiles(other.Directory).Single(), _store.Store.KeyPath, overwrite: true);
        AssertRefused(text);
        File.WriteAllBytes(_store.Store.KeyPath, new byte[63]);
        AssertRefused(text);
        File.Delete(_store.Store.KeyPath);
        AssertRefused(text);
    }

    private void AssertRefused(string text)
    {
        var refusal = Assert.Throws<SecretException>(() => _protector.Unprotect(text));
        Assert.Contains("set the relay password again", refusal.Message);
        Assert.DoesNotContain(Secret, refusal.ToString());
    }
}
