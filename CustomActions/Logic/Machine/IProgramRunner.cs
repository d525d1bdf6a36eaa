namespace OmsGateway.CustomActions.Machine;

/// <summary>Runs programs of Windows, without a window.</summary>
internal interface IProgramRunner
{
    /// <summary>Runs a program to its end and returns its exit code.</summary>
    int Run(string program, string arguments);
}
