namespace OmsGateway.CustomActions.Installation;

/// <summary>Runs a custom action so that no exception leaves it: one that did would end the installer's process.</summary>
internal static class ActionRunner
{
    /// <summary>ERROR_SUCCESS.</summary>
    public const uint Success = 0;

    /// <summary>ERROR_INSTALL_FAILURE: the installation is rolled back.</summary>
    public const uint Failure = 1603;

    /// <summary>Runs an action that may end the installation.</summary>
    public static uint Run(IInstallerSession session, string name, Action action)
    {
        try
        {
            action();
            return Success;
        }
        catch (InstallerException e)
        {
            session.Log($"{name}: {e.Message}");
            session.ShowError((int)e.Error, e.Values);
        }
        catch (Exception e)
        {
            session.Log($"{name}: {e}");
            session.ShowError((int)InstallerError.Unexpected, [name, e.Message]);
        }

        return Failure;
    }

    /// <summary>Runs a rollback or commit action, whose failure would help nobody: the others must still have their turn.</summary>
    public static uint RunToTheEnd(IInstallerSession session, string name, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            session.Log($"{name}: {e}");
        }

        return Success;
    }
}
