using System.Security.Cryptography;

namespace OmsGateway.Fuzzing.Engine;

/// <summary>Inputs kept as files, a folder for each target.</summary>
internal sealed class InputFolder(string root)
{
    /// <summary>The findings that are part of the project, as the tests see them.</summary>
    public static InputFolder Findings { get; } = new(Path.Combine(AppContext.BaseDirectory, "findings"));

    /// <summary>The valid inputs that are part of the project.</summary>
    public static InputFolder Seeds { get; } = new(Path.Combine(AppContext.BaseDirectory, "seeds"));

    /// <summary>The target's files, in an order that is always the same.</summary>
    public IEnumerable<string> Files(FuzzTarget target)
    {
        string folder = Path.Combine(root, target.Name);
        return Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>Keeps an input under a name made from its bytes.</summary>
    public string Add(FuzzTarget target, byte[] input)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, target.Name)).FullName;
        string path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 8)));
        File.WriteAllBytes(path, input);
        return path;
    }
}
