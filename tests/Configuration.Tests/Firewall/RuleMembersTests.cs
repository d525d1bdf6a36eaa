using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Firewall.Windows;

namespace OmsGateway.Configuration.Tests.Firewall;

/// <summary>
/// What Windows Firewall is told of a rule. Members with their order and numbers are those of INetFwRule in the Windows header netfw.h, which
/// MinGW-w64 has as well; what the members do is on that interface's pages of the Windows documentation.
/// </summary>
public sealed class RuleMembersTests : IDisposable
{
    private readonly RuleObject _object = new();

    public void Dispose() => _object.Dispose();

    [Fact]
    public void Setup_s_rule_lets_its_program_in_at_its_port_whatever_the_network()
    {
        RuleMembers.Write(_object.Com, new FirewallRule("OMS Gateway")
        {
            Description = "Lets agents in", Program = @"C:\gateway.exe", Protocol = 6, Ports = "8080",
        });

        const short VARIANT_TRUE = -1;
        Assert.Equal(
            new SortedDictionary<string, object>
            {
                ["Name"] = "OMS Gateway", ["Description"] = "Lets agents in", ["ApplicationName"] = @"C:\gateway.exe", ["LocalPorts"] = "8080",
                ["RemoteAddresses"] = "*", ["Enabled"] = VARIANT_TRUE,
                // IANA's number of TCP, NET_FW_RULE_DIR_IN, NET_FW_PROFILE2_ALL and NET_FW_ACTION_ALLOW.
                ["Protocol"] = 6, ["Direction"] = 1, ["Profiles"] = 0x7FFFFFFF, ["Action"] = 1,
            },
            _object.Values);
    }

    [Fact]
    public void A_rule_that_was_removed_comes_back_with_all_that_an_administrator_made_of_it()
    {
        var rule = new FirewallRule("OMS Gateway")
        {
            Description = "Changed", Program = @"C:\gateway.exe", Service = "OMSGatewayService", Protocol = 17, Ports = "8080", RemotePorts = "1024-65535",
            LocalAddresses = "10.0.0.1", RemoteAddresses = "LocalSubnet", IcmpTypes = "8:*", InterfaceTypes = "Lan", Group = "Agents", Profiles = 1,
            IsOutbound = true, IsEnabled = false, IsBlock = true, AllowsEdgeTraversal = true,
        };
        Assert.All(typeof(FirewallRule).GetProperties(), p => Assert.NotEqual(p.GetValue(new FirewallRule("")), p.GetValue(rule)));

        RuleMembers.Write(_object.Com, rule);

        Assert.Equal(rule, RuleMembers.Read(_object.Com));
    }

    /// <summary>An object with the members of INetFwRule.</summary>
    private sealed class RuleObject : IDisposable
    {
        private const int Success = 0;
        private const int E_INVALIDARG = unchecked((int)0x80070057);

        // Of IDispatch.
        private const int InheritedMembers = 7;

        private static readonly string[] Names =
        [
            "Name", "Description", "ApplicationName", "ServiceName", "Protocol", "LocalPorts", "RemotePorts", "LocalAddresses", "RemoteAddresses",
            "IcmpTypesAndCodes", "Direction", "Interfaces", "InterfaceTypes", "Enabled", "Grouping", "Profiles", "EdgeTraversal", "Action",
        ];

        private static readonly string[] Numbers = ["Protocol", "Direction", "Profiles", "Action"];
        private static readonly string[] Flags = ["Enabled", "EdgeTraversal"];

        private readonly Member[] _members;
        private readonly nint _memory;

        public RuleObject()
        {
            _members =
            [
                .. Enumerable.Repeat<Member>((_, _) => Success, InheritedMembers),
                .. Names.SelectMany(name => new Member[] { (_, target) => Get(name, target), (_, value) => Put(name, value) }),
            ];
            _memory = Marshal.AllocHGlobal((1 + _members.Length) * nint.Size);
            // An object begins with the address of its table of members, which is right behind that here.
            nint table = _memory + nint.Size;
            Marshal.WriteIntPtr(_memory, table);
            for (int i = 0; i < _members.Length; i++) Marshal.WriteIntPtr(table, i * nint.Size, Marshal.GetFunctionPointerForDelegate(_members[i]));
            Com = new ComObject(_memory);
        }

        private delegate int Member(nint self, nint argument);

        public ComObject Com { get; }

        /// <summary>What was put.</summary>
        public SortedDictionary<string, object> Values { get; } = [];

        public void Dispose()
        {
            Com.Dispose();
            Marshal.FreeHGlobal(_memory);
        }

        private int Put(string name, nint value)
        {
            // Its page: the protocol must be set first.
            if (name == "LocalPorts" && !Values.ContainsKey("Protocol")) return E_INVALIDARG;
            Values[name] = Numbers.Contains(name) ? (int)value : Flags.Contains(name) ? (short)value : Marshal.PtrToStringBSTR(value);
            return Success;
        }

        private int Get(string name, nint target)
        {
            if (Numbers.Contains(name)) Marshal.WriteInt32(target, (int)Values[name]);
            else if (Flags.Contains(name)) Marshal.WriteInt16(target, (short)Values[name]);
            else Marshal.WriteIntPtr(target, Marshal.StringToBSTR((string)Values[name]));
            return Success;
        }
    }
}
