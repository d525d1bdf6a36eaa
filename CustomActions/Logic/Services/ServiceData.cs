using System.Globalization;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>Services and their failure actions as an action's data.</summary>
internal sealed class ServiceData
{
    private readonly ActionData _data = new();
    private int _count;

    public bool IsEmpty => _count == 0;

    public void Add(string service, FailureActions actions)
    {
        string prefix = $"{_count++}.";
        _data[prefix + "Service"] = service;
        _data[prefix + "Reset"] = actions.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        _data[prefix + "Steps"] = string.Join(",", actions.Steps.Select(s => $"{(int)s.Kind}:{s.DelayMilliseconds}"));
        _data[prefix + "Command"] = actions.Command;
        _data[prefix + "Message"] = actions.RebootMessage;
    }

    public string Encode() => _data.Encode();

    public static IEnumerable<(string Service, FailureActions Actions)> Decode(string text)
    {
        ActionData data = ActionData.Decode(text);
        for (int i = 0; data[$"{i}.Service"].Length > 0; i++)
        {
            FailureStep[] steps = [.. data[$"{i}.Steps"].Split([','], StringSplitOptions.RemoveEmptyEntries).Select(Step)];
            uint reset = uint.Parse(data[$"{i}.Reset"], CultureInfo.InvariantCulture);
            yield return (data[$"{i}.Service"], new FailureActions(reset, steps, data[$"{i}.Command"], data[$"{i}.Message"]));
        }
    }

    private static FailureStep Step(string text)
    {
        string[] parts = text.Split(':');
        return new FailureStep(
            (FailureStepKind)int.Parse(parts[0], CultureInfo.InvariantCulture), uint.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
