using System.Text;
using OmsGateway.Configuration;

namespace OmsGateway.Host.CommandLine;

/// <summary>Reads a password where no other user and no history can see it.</summary>
internal static class PasswordReader
{
    // Far more than any password; what is longer is a wrong file.
    private const int MaximumBytes = 4096;

    /// <summary>The first line of a redirected standard input, or what a person types after the prompt, without an echo.</summary>
    /// <exception cref="ConfigurationException">The input's characters cannot be told with certainty.</exception>
    public static string Read(TextWriter prompt, string question)
    {
        if (Console.IsInputRedirected) return PasswordText.Decode(ReadAll(Console.OpenStandardInput()));

        prompt.Write(question);
        var typed = new StringBuilder();
        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            // An arrow or a function key is no character.
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        prompt.WriteLine();
        return typed.ToString();
    }

    /// <summary>The same, but a person types it twice: what nobody sees is easily mistyped.</summary>
    /// <exception cref="ConfigurationException">The two differ, or the input's characters cannot be told with certainty.</exception>
    public static string ReadTwice(TextWriter prompt, string question, string again)
    {
        string text = Read(prompt, question);
        return Console.IsInputRedirected || Read(prompt, again) == text ? text : throw new ConfigurationException(
            "Nothing was changed: what you typed the second time differs from the first. Run the command again.");
    }

    private static byte[] ReadAll(Stream input)
    {
        var bytes = new byte[MaximumBytes + 1];
        int length = input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MaximumBytes ? bytes[..length] : throw new ConfigurationException(
            $"Nothing was changed: standard input holds more than {MaximumBytes} bytes, which is no password.");
    }
}
