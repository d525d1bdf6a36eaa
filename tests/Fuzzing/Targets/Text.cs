using System.Text;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>Inputs and words written as text.</summary>
internal static class Text
{
    /// <summary>Each text in Latin-1, so that every byte can be written.</summary>
    public static byte[][] Latin1(params string[] texts) => [.. texts.Select(Encoding.Latin1.GetBytes)];

    /// <summary>Each text in UTF-8.</summary>
    public static byte[][] Utf8(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
