using System.CommandLine;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Files;

namespace OmsGateway.Host.CommandLine;

/// <summary>Gives verbs their actions, all with the same answer to what goes wrong.</summary>
internal static class CommandExtensions
{
    /// <summary>The command with a synchronous action.</summary>
    public static Command Does(this Command command, Func<CommandContext, ExitCode> action)
    {
        command.SetAction(parsed => (int)Guard(new CommandContext(parsed), action));
        return command;
    }

    /// <summary>The command with an argument or an option added.</summary>
    public static Command With(this Command command, Symbol symbol)
    {
        switch (symbol)
        {
            case Argument argument:
                command.Add(argument);
                break;
            case Option option:
                command.Add(option);
                break;
            case Command subcommand:
                command.Add(subcommand);
                break;
        }

        return command;
    }

    private static ExitCode Guard(CommandContext context, Func<CommandContext, ExitCode> action)
    {
        try
        {
            return action(context);
        }
        catch (ConfigurationException e)
        {
            ExitCode code = e.Refusal switch
            {
                ConfigurationRefusal.AccessDenied => ExitCode.AccessDenied,
                ConfigurationRefusal.Unavailable => ExitCode.Failure,
                _ => ExitCode.InvalidConfiguration,
            };
            return context.Fail(code, e.Message);
        }
        catch (UnauthorizedAccessException e)
        {
            return context.Fail(ExitCode.AccessDenied, $"{e.Message} {Rights.Remedy}");
        }
        catch (IOException e)
        {
            return context.Fail(ExitCode.Failure, e.Message);
        }
    }
}
