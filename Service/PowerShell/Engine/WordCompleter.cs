using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;

namespace OmsGateway.PowerShell.Engine;

/// <summary>Offers words for a parameter's value. A configuration that cannot be read offers none: completing is no place for errors.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string begun = wordToComplete.Trim('\'', '"');
        try
        {
            return [.. Words(new GatewayAdministration(Open(fakeBoundParameters)), fakeBoundParameters)
                .Where(word => Begins(word, begun))
                .Select(word => new CompletionResult(Quote(word), word, CompletionResultType.ParameterValue, word))];
        }
        catch (Exception e) when (e is ConfigurationException or UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    /// <summary>All words that could stand there.</summary>
    /// <param name="administration">The configuration that the command line names.</param>
    /// <param name="given">The parameters given so far.</param>
    internal abstract IEnumerable<string> Words(GatewayAdministration administration, IDictionary given);

    /// <summary>Whether a word is one that somebody has begun to type.</summary>
    internal virtual bool Begins(string word, string begun) => word.StartsWith(begun, StringComparison.OrdinalIgnoreCase);

    private static ConfigurationStore Open(IDictionary given)
    {
        if (given[nameof(GatewayCmdlet.ConfigurationDirectory)] is not { } directory) return ConfigurationStore.Open();
        // A completer is given no session state, but a script block that it runs has one.
        object paths = ScriptBlock.Create("$ExecutionContext.SessionState.Path").Invoke().Single().BaseObject;
        return ConfigurationStore.Open(ShellPath.Resolve((PathIntrinsics)paths, $"{directory}"));
    }

    // A space, a comma or a quotation mark would end the argument.
    private static string Quote(string word) => word.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '*' or '_')
        ? word
        : $"'{word.Replace("'", "''")}'";
}
