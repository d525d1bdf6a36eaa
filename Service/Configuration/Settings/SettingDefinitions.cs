namespace OmsGateway.Configuration.Settings;

/// <summary>The table of settings.</summary>
public static class SettingDefinitions;
