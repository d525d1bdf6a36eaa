using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Compilation.Elements;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Linking;

/// <summary>
/// Gives every action its number. Those scheduled before or after another take the free numbers next to it, in the order
/// in which they were found; of several before the same action, the last is the nearest.
/// </summary>
internal sealed class ActionSequencer
{
    private readonly Dictionary<string, ScheduledAction> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ScheduledAction>> _before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ScheduledAction>> _after = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;

    private ActionSequencer(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    public static IEnumerable<(ScheduledAction Action, int Number)> Sequence(
        LinkedPackage package, IEnumerable<StandardAction> required, DiagnosticBag diagnostics)
    {
        var sequencer = new ActionSequencer(diagnostics);
        foreach (var action in package.All<ScheduledAction>())
            sequencer.Add(action);
        // The toolset's order (SequenceActionsCommand.cs): places that the sources give win, and an action must be there to be suppressed.
        foreach (var standard in required)
            sequencer._actions.TryAdd($"{standard.Table}/{standard.Name}", FromStandard(standard));
        foreach (var suppressed in package.All<SuppressedAction>())
            sequencer.Suppress(suppressed);
        sequencer.AttachRelative();
        sequencer.Number();
        return sequencer._actions.Where(a => sequencer._numbers.ContainsKey(a.Key)).Select(
            a => (a.Value, sequencer._numbers[a.Key]));
    }

    private static ScheduledAction FromStandard(StandardAction a) =>
        new(default, a.Table, a.Name, a.Condition, null, null, a.Sequence, true);

    private void Add(ScheduledAction action)
    {
        if (action is { Before: null, After: null, Sequence: null } && StandardActions.Find(action.Key) is { } standard)
            action = action with { Sequence = standard.Sequence };
        // Only two of one kind collide: a fixed action replaces an overridable one, whichever comes first (SequenceActionsCommand.cs).
        if (_actions.TryGetValue(action.Key, out var other) && other.Overridable == action.Overridable)
            _diagnostics.Error(action.Location, DiagnosticCode.DuplicateAction,
                $"The action '{action.Action}' is already scheduled in {action.Table} at {other.Location}.");
        else if (other is null || other.Overridable)
            _actions[action.Key] = action;
    }

    private void Suppress(SuppressedAction suppressed)
    {
        if (!_actions.TryGetValue(suppressed.Key, out var action))
            return;
        if (action.Overridable)
        {
            _diagnostics.Warning(
                suppressed.Location, DiagnosticCode.SuppressedAction, $"The action '{suppressed.Action}' of {suppressed.Table} is suppressed.");
            _actions.Remove(suppressed.Key);
        }
        else
        {
            _diagnostics.Error(suppressed.Location, DiagnosticCode.DuplicateAction,
                $"The action '{suppressed.Action}' cannot be suppressed: it is scheduled at {action.Location}.");
        }
    }

    private void AttachRelative()
    {
        // A copy, since neighbours are added; they have a number and need not be visited.
        foreach (var action in _actions.Values.ToList())
        {
            if (action.Sequence is not null)
                continue;
            var neighbour = $"{action.Table}/{action.After ?? action.Before}";
            if (!_actions.ContainsKey(neighbour) && StandardActions.Find(neighbour) is { } standard)
                _actions.Add(neighbour, FromStandard(standard));
            if (IsCircular(action))
            {
                _diagnostics.Error(action.Location, DiagnosticCode.CircularAction,
                    $"The action '{action.Action}' of {action.Table} is scheduled in a circle.");
                continue;
            }

            var lists = action.After is null ? _before : _after;
            if (!lists.TryGetValue(neighbour, out var list))
                lists.Add(neighbour, list = []);
            list.Add(action);
        }
    }

    private bool IsCircular(ScheduledAction action)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = action; current is { Sequence: null }; current = _actions.GetValueOrDefault(
            $"{current.Table}/{current.After ?? current.Before}"))
        {
            if (!seen.Add(current.Key))
                return true;
        }

        return false;
    }

    private void Number()
    {
        foreach (var table in _actions.Values.Select(a => a.Table).Distinct().ToList())
        {
            var fixedActions = _actions.Values.Where(a => a.Table == table && a.Sequence is not null).OrderBy(
                a => a.Sequence).ToList();
            for (var i = 0; i < fixedActions.Count; i++)
            {
                var anchor = fixedActions[i];
                var number = anchor.Sequence!.Value;
                // The ways to end (-1 to -4) come first in this order, and take up no number above 0.
                var previous = i > 0 ? Math.Max(0, fixedActions[i - 1].Sequence!.Value) : 0;
                // Sequence is a 16-bit column, so an action after the last one may have any number up to 32767.
                var next = i + 1 < fixedActions.Count ? fixedActions[i + 1].Sequence!.Value : short.MaxValue + 1;
                _numbers[anchor.Key] = number;
                var before = Relatives(anchor, _before);
                // Numbers are given from the anchor downwards, so the nearest comes first.
                before.Reverse();
                Place(before, number, -1, previous, anchor);
                Place(Relatives(anchor, _after), number, +1, next, anchor);
            }
        }
    }

    private void Place(List<ScheduledAction> actions, int from, int step, int limit, ScheduledAction anchor)
    {
        foreach (var action in actions)
        {
            from += step;
            // Nothing runs before or after an end of the installation; the toolset refuses it too (SequenceActionsCommand.cs, ScheduleActions).
            if (anchor.Sequence < 0 || from == limit)
            {
                _diagnostics.Error(action.Location, DiagnosticCode.NoSequenceNumber,
                    $"There is no sequence number left for '{action.Action}' next to '{anchor.Action}' in {action.Table}.");
                return;
            }

            _numbers[action.Key] = from;
        }
    }

    /// <summary>The actions tied to one, each with those tied to it in turn around it.</summary>
    private List<ScheduledAction> Relatives(ScheduledAction anchor, Dictionary<string, List<ScheduledAction>> direction)
    {
        var result = new List<ScheduledAction>();
        foreach (var action in direction.GetValueOrDefault(anchor.Key) ?? [])
        {
            result.AddRange(Relatives(action, _before));
            result.Add(action);
            result.AddRange(Relatives(action, _after));
        }

        return result;
    }
}
