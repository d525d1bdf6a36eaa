namespace OmsGateway.Host;

/// <summary>
/// What the process tells the one that started it; also the service-specific exit code that <c>sc query</c> shows.
/// docs/command-line.md lists them, and a test compares.
/// </summary>
internal enum ExitCode
{
    /// <summary>Done, and the answer is yes.</summary>
    Success = 0,

    /// <summary>It could not be done; the message says why.</summary>
    Failure = 1,

    /// <summary>The command line cannot be understood.</summary>
    Usage = 2,

    /// <summary>A configuration file holds something wrong, or a value was refused.</summary>
    InvalidConfiguration = 3,

    /// <summary>What was asked about is not allowed, not set or unknown, or an import would change something.</summary>
    NotFound = 4,

    /// <summary>The gateway cannot listen where its settings say.</summary>
    CannotListen = 5,

    /// <summary>No gateway runs on this configuration directory.</summary>
    NotRunning = 6,

    /// <summary>This user has no right to the configuration or to the gateway's status; an administrator has.</summary>
    AccessDenied = 7,

    /// <summary>A gateway runs, but its status is missing or old.</summary>
    NotAnswering = 8,

    /// <summary>The gateway drains and refuses new tunnels, and some are still open after the wait.</summary>
    StillOpen = 9,
}
