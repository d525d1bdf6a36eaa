using OmsGateway.Host.CommandLine;

return (int)GatewayCommandLine.Run(args);
