namespace OmsGateway.Configuration.Firewall.Windows;

/// <summary>INetFwPolicy2 and INetFwRule of the Windows header netfw.h.</summary>
internal sealed class DefenderFirewall : IFirewall
{
    private static readonly Guid PolicyClass = new("E2B3C97F-6AE1-41AC-817A-F6F92166D7DD");
    private static readonly Guid PolicyContract = new("98325047-C671-4174-8D81-DEFCD3F03186");
    private static readonly Guid RuleClass = new("2C5BC43E-3369-4C33-AB0C-BE9469677AF4");
    private static readonly Guid RuleContract = new("AF230D27-BABA-4E42-ACED-F524F22CFCE2");

    // Places in the tables of netfw.h: IUnknown has three members and IDispatch four, so that each interface's own begin at 7.
    private const int GetRules = 18;
    private const int RulesAdd = 8;
    private const int RulesRemove = 9;
    private const int RulesItem = 10;

    // HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND).
    private const int NotFound = unchecked((int)0x80070002);

    public FirewallRule? Find(string name)
    {
        using ComObject? found = Open(name);
        return found is null ? null : RuleMembers.Read(found);
    }

    public unsafe void Put(FirewallRule rule)
    {
        using ComObject policy = ComObject.Create(PolicyClass, PolicyContract);
        using ComObject rules = policy.GetObject(GetRules);
        // Windows allows two rules of one name, so the old one goes first.
        ComObject.Check(rules.CallWithText(RulesRemove, rule.Name));
        using ComObject added = ComObject.Create(RuleClass, RuleContract);
        RuleMembers.Write(added, rule);
        ComObject.Check(((delegate* unmanaged[Stdcall]<nint, nint, int>)rules.Slot(RulesAdd))(rules.Pointer, added.Pointer));
    }

    public void SetPorts(string name, string ports)
    {
        using ComObject? found = Open(name);
        if (found is not null) RuleMembers.SetPorts(found, ports);
    }

    public void SetProgram(string name, string program)
    {
        using ComObject? found = Open(name);
        if (found is not null) RuleMembers.SetProgram(found, program);
    }

    public void SetRemoteAddresses(string name, string addresses)
    {
        using ComObject? found = Open(name);
        if (found is not null) RuleMembers.SetRemoteAddresses(found, addresses);
    }

    public void Remove(string name)
    {
        using ComObject policy = ComObject.Create(PolicyClass, PolicyContract);
        using ComObject rules = policy.GetObject(GetRules);
        ComObject.Check(rules.CallWithText(RulesRemove, name));
    }

    private static ComObject? Open(string name)
    {
        using ComObject policy = ComObject.Create(PolicyClass, PolicyContract);
        using ComObject rules = policy.GetObject(GetRules);
        int result = rules.Find(RulesItem, name, out ComObject? found);
        if (result != NotFound) ComObject.Check(result);
        return found;
    }
}
