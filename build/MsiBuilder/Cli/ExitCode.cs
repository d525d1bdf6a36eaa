namespace OmsGateway.MsiBuilder.Cli;

/// <summary>What the process returns. A command line that cannot be understood is 1, as System.CommandLine has it.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The sources have mistakes, which were reported.</summary>
    public const int SourceErrors = 2;

    /// <summary>A file could not be read or written, or is not what it should be.</summary>
    public const int FileError = 3;
}
