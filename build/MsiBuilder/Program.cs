using System.CommandLine;
using OmsGateway.MsiBuilder.Cli;

var root = new RootCommand("Builds Windows Installer packages from WiX v4 sources on any system.")
{
    CompileCommand.Create(),
    MergeCommand.Create(),
    DumpCommand.Create(),
};
return root.Parse(args).Invoke();
