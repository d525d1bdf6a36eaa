using System.CommandLine;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>relay get|set|clear</c>: the HTTP proxy that the gateway itself has to use.</summary>
internal static class RelayCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("address") { Description = "host, host:port or http://host:port; the default port is 80." };
        var user = new Option<string?>("--user") { Description = "User name for the proxy, possibly DOMAIN\\user.", HelpName = "name" };

        return new Command("relay", "Show and change the HTTP proxy through which the gateway reaches the Internet.")
            .With(new Command("get", "Show the relay proxy, without its password.").Does(Get))
            .With(new Command(
                    "set", "Use a relay proxy. With --user the password is asked for, or read from standard input: it is never an argument.")
                .With(address).With(user)
                .Does(context => Set(context, context.Value(address), context.Value(user))))
            .With(new Command("clear", "Connect directly, and forget the proxy's credentials.").Does(Clear));
    }

    private static ExitCode Get(CommandContext context)
    {
        RelayProxyMode mode = context.Administration.RelayProxy.Mode;
        if (mode == RelayProxyMode.System)
            context.Output.WriteLine("RelayProxyMode is System: the gateway uses the computer's own proxy, which 'status' shows.");
        if (context.Administration.RelayProxy.Get() is not { } proxy)
        {
            return mode == RelayProxyMode.System
                ? ExitCode.Success
                : context.Fail(ExitCode.NotFound, "No relay proxy is set: the gateway connects directly.");
        }

        context.Output.WriteLine(proxy.Address);
        if (proxy.UserName is not null)
            context.Output.WriteLine($"User name: {proxy.UserName}, password {(proxy.HasPassword ? "set" : "not set")}");
        if (context.Administration.RelayProxy.GetFallbacks() is { Count: > 0 } fallbacks)
            context.Output.WriteLine($"When it gives no tunnels: {string.Join(" ", fallbacks)}");
        if (mode != RelayProxyMode.Manual)
            context.Output.WriteLine($"Not used, since RelayProxyMode is {mode}.");
        return ExitCode.Success;
    }

    private static ExitCode Set(CommandContext context, string address, string? user)
    {
        string? password = user is null ? null : PasswordReader.Read(context.Error, $"Password of {user}: ");
        if (password is not null && password != password.Trim())
            context.Error.WriteLine("Warning: the password begins or ends with a space, as 'echo password | …' adds one in a Command Prompt.");
        if (user is { Length: > 0 } && string.IsNullOrEmpty(password))
        {
            context.Error.WriteLine($"Warning: no password was given, so the gateway signs in as {user} with an empty one. "
                + "If that is wrong, run the command again.");
        }

        bool changed = context.Administration.RelayProxy.Set(address, user, string.IsNullOrEmpty(password) ? null : password);
        return context.Changed(changed, $"The relay proxy is {address}.", $"The relay proxy is already set to {address}.");
    }

    private static ExitCode Clear(CommandContext context) => context.Changed(
        context.Administration.RelayProxy.Clear(),
        context.Administration.RelayProxy.Mode == RelayProxyMode.System ? "The relay proxy has been removed." : "The gateway connects directly.",
        "No relay proxy was set.");
}
