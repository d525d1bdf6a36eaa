using OmsGateway.Fuzzing.Command;
using OmsGateway.Fuzzing.Coverage;

if (FuzzOptions.Parse(args, Console.Error) is not { } options) return 2;
return options.UsesCoverage
    ? (int)InstrumentedContext.Invoke((Func<string[], int>)FuzzCommand.Run, [args])!
    : FuzzCommand.Run(args);
