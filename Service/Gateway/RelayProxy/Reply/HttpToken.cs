using System.Buffers;

namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>The characters of tokens (RFC 9110 §5.6.2) and of token68 (§11.2).</summary>
internal static class HttpToken
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Characters of a token.</summary>
    public static readonly SearchValues<char> Characters = SearchValues.Create($"!#$%&'*+-.^_`|~{Alphanumeric}");

    /// <summary>Characters of a token68, without the padding that may end it.</summary>
    public static readonly SearchValues<char> Token68Characters = SearchValues.Create($"-._~+/{Alphanumeric}");

    /// <summary>Whether all of the text is one token.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Characters);
}
