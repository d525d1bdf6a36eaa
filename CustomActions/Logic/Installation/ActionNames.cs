namespace OmsGateway.CustomActions.Installation;

/// <summary>
/// The actions of Product/CustomActions.wxs and the entry points of both shells; a test compares all three. A deferred
/// action's data is in the property of its name.
/// </summary>
internal static class ActionNames
{
    public const string FindLegacyProducts = "FindLegacyProducts";
    public const string ReadCurrentSettings = "ReadCurrentSettings";
    public const string ValidateProperties = "ValidateProperties";
    public const string DetectMicrosoftUpdate = "DetectMicrosoftUpdate";
    public const string CheckSettings = "CheckSettings";
    public const string CheckAgents = "CheckAgents";
    public const string CheckFolder = "CheckFolder";
    public const string PrepareActions = "PrepareActions";
    public const string FindService = "FindService";

    public const string SecureFolder = "SecureFolder";
    public const string RollbackSecureFolder = "RollbackSecureFolder";
    public const string SecureProgramFolder = "SecureProgramFolder";
    public const string RollbackSecureProgramFolder = "RollbackSecureProgramFolder";
    public const string WriteSettings = "WriteSettings";
    public const string RollbackSettings = "RollbackSettings";
    public const string TakeOverLegacyLists = "TakeOverLegacyLists";
    public const string RollbackTakeOverLegacyLists = "RollbackTakeOverLegacyLists";
    public const string RemoveSettings = "RemoveSettings";
    public const string RollbackRemoveSettings = "RollbackRemoveSettings";
    public const string CommitConfiguration = "CommitConfiguration";

    public const string RegisterCounters = "RegisterCounters";
    public const string RollbackRegisterCounters = "RollbackRegisterCounters";
    public const string UnregisterCounters = "UnregisterCounters";
    public const string RollbackUnregisterCounters = "RollbackUnregisterCounters";

    public const string EnableMicrosoftUpdate = "EnableMicrosoftUpdate";
    public const string RollbackEnableMicrosoftUpdate = "RollbackEnableMicrosoftUpdate";
    public const string ConfigureService = "ConfigureService";
    public const string RollbackConfigureService = "RollbackConfigureService";
    public const string StartService = "StartService";
    public const string RollbackStartService = "RollbackStartService";
    public const string ConfigureFirewall = "ConfigureFirewall";
    public const string RollbackConfigureFirewall = "RollbackConfigureFirewall";
    public const string RemoveFirewallRule = "RemoveFirewallRule";
    public const string RollbackRemoveFirewallRule = "RollbackRemoveFirewallRule";
    public const string ReadOutcome = "ReadOutcome";

    public const string RollbackStopServices = "RollbackStopServices";
}
