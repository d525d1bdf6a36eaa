using OmsGateway.Soak;

// ./build.sh soak builds what the variable names.
string program = Environment.GetEnvironmentVariable("OMSGATEWAY_SERVICE") ?? throw new InvalidOperationException("Run ./build.sh soak.");
SoakOptions options;
try
{
    options = SoakOptions.Parse(args);
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"soak: {e.Message}");
    return 2;
}

using var run = new SoakRun(options);
SoakReport report = await run.RunAsync(program);
Console.WriteLine(report.Text);
foreach (string failure in report.Failures) Console.WriteLine($"FAILED: {failure}");
Console.WriteLine(report.Failures.Count == 0 ? "soak: passed" : $"soak: {report.Failures.Count} failures");
return report.Failures.Count == 0 ? 0 : 1;
