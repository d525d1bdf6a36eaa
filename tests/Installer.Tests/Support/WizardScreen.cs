using System.Diagnostics;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>The screen with the wizard on it, through the running tests/WizardDriver.</summary>
internal sealed class WizardScreen(Process driver) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What can be seen now.</summary>
    public WizardPage Look() => WizardPage.Parse(Command("look"));

    /// <summary>Gives the driver a command and returns its answer.</summary>
    public List<string> Command(string command)
    {
        driver.StandardInput.WriteLine(command);
        driver.StandardInput.Flush();
        var answer = new List<string>();
        while (true)
        {
            string line = driver.StandardOutput.ReadLine()?.TrimEnd('\r') ?? throw new InvalidOperationException("The driver has ended.");
            if (line.Length == 0) return answer;
            answer.Add(line);
        }
    }

    public void Dispose()
    {
        driver.StandardInput.Close();
        if (!driver.WaitForExit(Patience)) driver.Kill(entireProcessTree: true);
        driver.Dispose();
    }
}
