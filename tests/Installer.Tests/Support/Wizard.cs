using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>
/// The setup's wizard, used by keyboard and mouse and looked at on the screen through tests/WizardDriver. What a click or a
/// key leads to is waited for, for a bounded time.
/// </summary>
internal sealed class Wizard : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TestMachine _machine;
    private readonly Process _setup;
    private readonly WizardScreen _screen;

    private Wizard(TestMachine machine, Process setup) =>
        (_machine, _setup, _screen) = (machine, setup, new WizardScreen(machine.StartPiped(TestMachine.Driver)));

    // Longer than setup itself waits for the service to start, which is 150 seconds.
    private static TimeSpan Limit => TimeSpan.FromMinutes(3) * Patience.Slowdown;

    private static TimeSpan StartLimit => TimeSpan.FromMinutes(1) * Patience.Slowdown;

    /// <summary>Starts the setup with these arguments of msiexec.</summary>
    public static Wizard Start(TestMachine machine, params string[] arguments)
    {
        var wizard = new Wizard(machine, machine.StartMsiexec(arguments));
        // Wine's msiexec has come to no window once in some thousand starts, for a reason that is not known yet.
        if (!machine.IsWine || wizard.ShowsAnything()) return wizard;
        wizard.Dispose();
        return new Wizard(machine, machine.StartMsiexec(arguments));
    }

    /// <summary>Starts the setup as a user who is no administrator.</summary>
    public static Wizard StartWithoutRights(TestMachine machine, params string[] arguments) => new(machine, machine.StartMsiexecWithoutRights(arguments));

    /// <summary>What can be seen now.</summary>
    public WizardPage Look() => _screen.Look();

    /// <summary>Waits until a text can be seen, and returns the page that it is on.</summary>
    public WizardPage See(string text) => WaitFor(p => p.Find(text) is not null, $"'{text}'");

    /// <summary>Waits until the page is as it should be.</summary>
    public WizardPage WaitFor(Func<WizardPage, bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            WizardPage page = Look();
            if (condition(page)) return page;
            if (_setup.HasExited || Stopwatch.GetElapsedTime(start) > Limit)
                Assert.Fail($"{what} cannot be seen; there is:\n{page}\nSetup {(_setup.HasExited ? "has ended" : "is running")}; its log ends:\n"
                    + $"{_machine.LogOfFailure}");
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Clicks the button or box with the label, once it can be clicked.</summary>
    public void Click(string label)
    {
        WizardControl control = WaitFor(p => p.Find(label)?.IsEnabled == true, $"'{label}', enabled,")[label];
        ClickMiddle(control);
    }

    /// <summary>Ticks or clears the box with the label.</summary>
    public void Tick(string label)
    {
        bool before = See(label)[label].IsTicked;
        Click(label);
        WaitFor(p => p.Find(label)?.IsTicked == !before, $"'{label}', {(before ? "cleared" : "ticked")},");
    }

    /// <summary>Chooses the option with the label.</summary>
    public void Choose(string label)
    {
        Click(label);
        WaitFor(p => p.Find(label)?.IsTicked == true, $"'{label}', chosen,");
    }

    /// <summary>Puts a text in place of what is in the field under the label.</summary>
    public void Type(string label, string text)
    {
        const int Control = 0x11, A = 0x41, Delete = 0x2E;
        WaitFor(p => p.Find(label) is not null && p.Field(label).IsEnabled, $"the field of '{label}', enabled,");
        ClickMiddle(Look().Field(label));
        WaitFor(p => p.Field(label).IsFocused, $"the focus in the field of '{label}'");
        Press(Control, A);
        Press(Delete);
        if (text.Length > 0) _screen.Command($"type {text}");
        WaitFor(p => p.Field(label).Text == text, $"'{text}' in the field of '{label}'");
    }

    /// <summary>Presses keys together, by their virtual key codes.</summary>
    public void Press(params int[] keys) => _screen.Command($"press {string.Join(' ', keys)}");

    /// <summary>Waits for the end of the setup and returns its exit code.</summary>
    public int Finish()
    {
        Assert.True(_setup.WaitForExit(Limit), $"The setup has not ended; there is:\n{Look()}");
        return _setup.ExitCode;
    }

    public void Dispose()
    {
        _screen.Dispose();
        _machine.EndMsiexec(_setup);
        _setup.Dispose();
    }

    private bool ShowsAnything()
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < StartLimit; Thread.Sleep(Pause))
        {
            if (Look().Visible.Any()) return true;
        }

        return false;
    }

    private void ClickMiddle(WizardControl control) =>
        _screen.Command($"click {control.X + (control.Width / 2)} {control.Y + (control.Height / 2)}");
}
