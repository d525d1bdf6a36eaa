using System.Text;

namespace OmsGateway.Host.CommandLine;

/// <summary>Reads a password where no other user and no history can see it.</summary>
internal static class PasswordReader
{
    /// <summary>The first line of a redirected standard input, or what a person types after the prompt, without an echo.</summary>
    public static string Read(TextWriter prompt, string question)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";

        prompt.Write(question);
        var typed = new StringBuilder();
        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }

        prompt.WriteLine();
        return typed.ToString();
    }
}
