using Microsoft.PowerShell;

// A module path that is given, as Windows gives one, replaces the user's: only the machine's own modules and ours matter here.
string modules = Path.Combine(AppContext.BaseDirectory, "Modules");
string? given = Environment.GetEnvironmentVariable("PSModulePath");
Environment.SetEnvironmentVariable("PSModulePath", string.IsNullOrEmpty(given) ? modules : given + Path.PathSeparator + modules);

// Takes the arguments of pwsh.
return UnmanagedPSEntry.Start(args, args.Length);
