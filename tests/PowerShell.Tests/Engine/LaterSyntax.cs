using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Engine;

/// <summary>Finds in a script what an earlier PowerShell does not parse, by PowerShell 7's own parser.</summary>
internal static class LaterSyntax
{
    // What came with 7 by about_Operators, and with 5 by about_Classes and about_Using.
    private const string Of7 = "'TernaryExpressionAst', 'PipelineChainAst'";
    private const string Of5 = "'TypeDefinitionAst', 'UsingStatementAst', 'DynamicKeywordStatementAst'";

    private const string Constructors =
        """$script.FindAll({ $args[0] -is [System.Management.Automation.Language.InvokeMemberExpressionAst] -and "$($args[0].Member)" -eq 'new' }, $true) | ForEach-Object { "$_" }""";

    /// <summary>What Windows PowerShell 5.1 lacks, an expression on each line; empty for nothing.</summary>
    public static Task<string> Than51Async(string script) => FindAsync(script, Of7, "");

    /// <summary>The same for Windows PowerShell 4, that of Windows Server 2012 R2.</summary>
    public static Task<string> Than4Async(string script) => FindAsync(script, $"{Of7}, {Of5}", Constructors);

    private static async Task<string> FindAsync(string script, string kinds, string more)
    {
        ProgramResult result = await PowerShell7.RunAsync("-Command", $$"""
            $tokens, $errors = $null
            $script = [System.Management.Automation.Language.Parser]::ParseFile('{{script}}', [ref] $tokens, [ref] $errors)
            $errors | ForEach-Object { "$_" }
            $later = {{kinds}}
            $script.FindAll({ $later -contains $args[0].GetType().Name }, $true) | ForEach-Object { "$_" }
            $tokens | Where-Object { "$($_.Kind)" -match '^Question(Question|Dot|LBracket)|^AndAnd$|^OrOr$' } | ForEach-Object { "$_" }
            {{more}}
            'parsed'
            """);
        Assert.EndsWith("parsed", result.Output.TrimEnd(), StringComparison.Ordinal);
        return result.Output.TrimEnd()[..^"parsed".Length].Trim();
    }
}
