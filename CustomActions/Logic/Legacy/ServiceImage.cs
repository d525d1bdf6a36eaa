namespace OmsGateway.CustomActions.Legacy;

/// <summary>Reads a service's command line.</summary>
internal static class ServiceImage
{
    /// <summary>The folder of the program, empty when the text names none.</summary>
    public static string Folder(string imagePath)
    {
        string program = Program(imagePath);
        int separator = program.LastIndexOfAny(['\\', '/']);
        return separator <= 0 ? "" : program.Substring(0, separator);
    }

    /// <summary>The program, empty when the text names none.</summary>
    public static string Program(string imagePath)
    {
        string text = imagePath.Trim();
        return text.StartsWith("\"", StringComparison.Ordinal) ? text.Substring(1).Split('"')[0] : Unquoted(text);
    }

    // Without quotes the program ends at .exe: the folder's name may contain spaces.
    private static string Unquoted(string text)
    {
        int end = text.IndexOf(".exe", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? text : text.Substring(0, end + 4);
    }
}
