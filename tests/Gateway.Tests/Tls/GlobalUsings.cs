global using OmsGateway.Gateway.Tests.Tls.Support;
global using static OmsGateway.Gateway.Tests.Tls.Support.Wire;
