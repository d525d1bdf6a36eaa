namespace OmsGateway.CustomActions.Folders;

/// <summary>A folder cannot be protected; the message says why and what to do.</summary>
internal sealed class UntrustedFolderException(string message) : Exception(message);
