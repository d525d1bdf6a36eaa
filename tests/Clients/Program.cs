using OmsGateway.Benchmarks;
using OmsGateway.Clients;

// ./build.sh clients installs the clients and builds what the variable names.
//   Clients [--write FILE] [--heads FOLDER] [SCRIPT…]
string program = Environment.GetEnvironmentVariable("OMSGATEWAY_SERVICE") ?? throw new InvalidOperationException("Run ./build.sh clients.");
Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"clients: {e.Message}");
    return 2;
}

await using Trial trial = await Trial.StartAsync(program);
List<TrialResult> results = [];
foreach (Client client in options.Clients)
{
    Console.Write($"{client.Name,-32} ");
    if (options.HeadsFolder is { } folder && await trial.RecordHeadAsync(client) is { } head)
        File.WriteAllText(Path.Combine(folder, client.HeadFile), head, System.Text.Encoding.Latin1);
    results.Add(await trial.RunAsync(client));
    Console.WriteLine($"{results[^1].Version,-12} {results[^1].Outcome}");
    if (results[^1].Failure is { } failure) Console.WriteLine(failure);
}

string table = TrialTable.Create(results);
Console.WriteLine($"\n{table}");
if (options.Output is { } path) ResultsFile.Replace(path, table + "\n");
int failures = results.Count(r => r.Failure is not null);
Console.WriteLine(failures == 0 ? "clients: all of them pass" : $"clients: {failures} do not pass");
return failures == 0 ? 0 : 1;
