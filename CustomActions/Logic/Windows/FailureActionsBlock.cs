using System.ComponentModel;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>SERVICE_FAILURE_ACTIONSW in memory.</summary>
internal static unsafe class FailureActionsBlock
{
    // QueryServiceConfig2's page: a block is never larger.
    private const int MaximumSize = 8 * 1024;

    public static FailureActions? Read(nint service)
    {
        var block = new byte[MaximumSize];
        fixed (byte* start = block)
        {
            if (!ServiceApi.QueryServiceConfig2W(service, ServiceApi.SERVICE_CONFIG_FAILURE_ACTIONS, start, MaximumSize, out _)) return null;
            var actions = (ServiceApi.SERVICE_FAILURE_ACTIONSW*)start;
            var steps = new FailureStep[actions->ActionCount];
            for (int i = 0; i < steps.Length; i++)
                steps[i] = new FailureStep((FailureStepKind)actions->Actions[i].Type, actions->Actions[i].Delay);
            return new FailureActions(actions->ResetPeriod, steps, Text(actions->Command), Text(actions->RebootMessage));
        }
    }

    public static void Write(nint service, FailureActions actions)
    {
        ServiceApi.SC_ACTION[] steps = [.. actions.Steps.Select(s => new ServiceApi.SC_ACTION { Type = (int)s.Kind, Delay = s.DelayMilliseconds })];
        // An empty list would leave the present one in force; one step that does nothing replaces it.
        if (steps.Length == 0) steps = [default];
        fixed (ServiceApi.SC_ACTION* first = steps)
        fixed (char* command = actions.Command, message = actions.RebootMessage)
        {
            var block = new ServiceApi.SERVICE_FAILURE_ACTIONSW
            {
                ResetPeriod = actions.ResetSeconds,
                RebootMessage = message,
                Command = command,
                ActionCount = (uint)steps.Length,
                Actions = first,
            };
            if (!ServiceApi.ChangeServiceConfig2W(service, ServiceApi.SERVICE_CONFIG_FAILURE_ACTIONS, &block)) throw new Win32Exception();
        }
    }

    private static string Text(char* text) => text is null ? "" : new string(text);
}
