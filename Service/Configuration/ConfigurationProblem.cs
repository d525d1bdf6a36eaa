using System.Text;

namespace OmsGateway.Configuration;

/// <summary>One thing wrong in a configuration file or a policy, told so that it can be found and fixed.</summary>
/// <param name="File">Full path of the file, or of the registry key of the policy.</param>
/// <param name="Line">Line from 1, or 0 when the problem is not at a line.</param>
/// <param name="Key">The setting's name as it stands in the file, or null.</param>
/// <param name="Value">The offending value, or null; never a secret.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ConfigurationProblem(string File, int Line, string? Key, string? Value, string Message)
{
    // Enough to recognise a value by; a log line must not be filled by one.
    private const int ShownLength = 120;
    private const int MessageLength = 1000;

    /// <summary>Whether all that is wrong is the user's right to read the file.</summary>
    public bool IsAccessDenied { get; init; }

    /// <summary>The problem on one line: <c>file(line): Key = 'value': message</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0) text.Append('(').Append(Line).Append(')');
        text.Append(": ");
        if (Key is not null) text.Append(Printable.Shorten(Key, ShownLength));
        if (Key is not null && Value is not null) text.Append(" = ");
        if (Value is not null) text.Append('\'').Append(Printable.Shorten(Value, ShownLength)).Append('\'');
        if (Key is not null || Value is not null) text.Append(": ");
        // It may quote what stands in the file.
        return text.Append(Printable.Shorten(Message, MessageLength)).ToString();
    }
}
