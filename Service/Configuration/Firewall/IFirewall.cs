using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Firewall;

/// <summary>The rules of Windows Firewall. Every member throws <see cref="COMException"/> where the firewall refuses.</summary>
internal interface IFirewall
{
    /// <summary>A rule, or null.</summary>
    FirewallRule? Find(string name);

    /// <summary>Adds a rule, in place of the one of the same name.</summary>
    void Put(FirewallRule rule);

    /// <summary>Changes the local ports of a rule that is there and nothing else of it.</summary>
    void SetPorts(string name, string ports);

    /// <summary>Changes the program of a rule that is there and nothing else of it.</summary>
    void SetProgram(string name, string program);

    /// <summary>Changes the remote addresses of a rule that is there and nothing else of it.</summary>
    void SetRemoteAddresses(string name, string addresses);

    /// <summary>Removes a rule if it is there.</summary>
    void Remove(string name);
}
