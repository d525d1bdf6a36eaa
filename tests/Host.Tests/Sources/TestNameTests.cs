using System.Reflection;
using System.Text.RegularExpressions;
using OmsGateway.Configuration.Settings;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Sources;

/// <summary>Tests are named as docs/development.md says: sentences with underscores.</summary>
public sealed partial class TestNameTests
{
    /// <summary>Terms with a capital inside that a name may have, besides the names of settings.</summary>
    private static readonly string[] Terms =
    [
        "ChangeCipherSpec", "ClientHello", "HAProxy", "HttpClient", "IPAddress", "IPv4", "IPv6", "IdnMapping", "KeepAddresses", "NoClobber", "OpenSSL",
        "OpenTelemetry", "PassThru", "PowerShell", "ServerHello", "SslStream", "WhatIf", "WhenListed", "WiX", "WinHTTP",
        .. SettingDefinitions.All.Select(setting => setting.Name),
    ];

    [Fact]
    public void Every_test_is_named_as_a_sentence_with_underscores()
    {
        string[] wrong = [.. TestsIn("tests").Where(test => !IsSentence(test.Name)).Select(test =>
            $"{test.File}: {test.Name} is no sentence with underscores. Name it as A_port_that_is_taken_is_refused; "
            + $"if a word of it is a term with a capital inside, add that to {nameof(TestNameTests)}.{nameof(Terms)}.")];
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("A_client_that_is_refused_gets_403", true)]
    [InlineData("A_TLS_version_before_1_2_is_a_warning", true)]
    [InlineData("ListenPort_moves_an_IPv6_listener", true)]
    [InlineData("A_string_longer_than_64K", true)]
    [InlineData("Runs", true)]
    [InlineData("ThisIsBad", false)]
    [InlineData("AClient", false)]
    [InlineData("Parse_ValidTarget", false)]
    [InlineData("A_client_ThatIsRefused", false)]
    [InlineData("a_client_is_refused", false)]
    [InlineData("A_client__is_refused", false)]
    public void Only_words_and_terms_between_underscores_make_a_sentence(string name, bool isSentence) => Assert.Equal(isSentence, IsSentence(name));

    /// <summary>The witness that no test is overlooked in the sources is the compiled assembly of these tests.</summary>
    [Fact]
    public void The_tests_in_the_sources_are_those_in_the_assembly() => Assert.Equal(
        typeof(TestNameTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.IsDefined(typeof(FactAttribute))).Select(method => method.Name).Order(StringComparer.Ordinal),
        TestsIn("tests", "Host.Tests").Select(test => test.Name).Order(StringComparer.Ordinal));

    private static bool IsSentence(string name) =>
        char.IsAsciiLetterUpper(name[0]) && name.Split('_').All(word => Word().IsMatch(word) || Terms.Contains(word));

    private static IEnumerable<(string File, string Name)> TestsIn(params string[] folder) =>
        from file in Directory.GetFiles(ProjectFiles.Find(folder), "*.cs", SearchOption.AllDirectories)
        from Match test in Test().Matches(File.ReadAllText(file))
        select (Path.GetRelativePath(ProjectFiles.Root, file), test.Groups["name"].Value);

    // "client", "Client", "TLS", "v4", "ICE61", "403", "64K".
    [GeneratedRegex(@"^(?:[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+[A-Z]*)$")]
    private static partial Regex Word();

    // An attribute that ends in Fact or Theory, as xUnit's do and all that are made from them here, and the method that follows.
    [GeneratedRegex(@"^ *\[(?:.*, )?\w*(?:Fact|Theory)\b(?s:.*?)^ *public [^(\r\n]*?(?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Test();
}
