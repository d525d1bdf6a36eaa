namespace OmsGateway.Configuration;

/// <summary>Keeps the report of a file that is wrong throughout to what a person can read.</summary>
internal static class ConfigurationProblems
{
    private const int Maximum = 50;

    /// <summary>Whether another problem may be added; adds a last one that says so when there are enough.</summary>
    public static bool HasRoom(List<ConfigurationProblem> problems, string file)
    {
        if (problems.Count < Maximum) return true;
        if (problems.Count == Maximum)
        {
            problems.Add(new ConfigurationProblem(
                file, 0, null, null, $"there are more problems than the {Maximum} shown; fix these first"));
        }

        return false;
    }
}
