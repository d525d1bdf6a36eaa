namespace OmsGateway.TestSupport;

/// <summary>
/// A test that needs a program which build.sh installs. Where it is missing the test fails and says so; only on Windows,
/// where nothing installs it, the test is shown as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool) => Skip = Tool.ReasonToSkip(tool);
}

/// <summary>A theory under the rule of <see cref="ToolFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(string tool) => Skip = Tool.ReasonToSkip(tool);
}
