using OmsGateway.CustomActions.Folders;

namespace OmsGateway.CustomActions.Tests.Folders;

/// <summary>Lists as Windows has them: the root of a data drive, Program Files, folders that somebody made.</summary>
public class AccessListTests
{
    [Theory]
    // D:\ as Windows formats it: Authenticated Users modify, what they make is their own.
    [InlineData("D:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1301bf;;;AU)(A;OICI;0x1200a9;;;BU)", "BA,SY,AU")]
    [InlineData("D:PAI(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)", "BA")]
    [InlineData("D:(A;;SD;;;BU)", "BU")]
    [InlineData("D:(A;;DT;;;BU)", "BU")]
    [InlineData("D:(A;;WDWO;;;BU)", "BU")]
    [InlineData("D:(A;;0x10000000;;;WD)", "WD")]
    [InlineData("D:(A;;CCLCRPWP;;;BU)", "")]
    [InlineData("D:(D;;FA;;;BU)", "")]
    [InlineData("D:NO_ACCESS_CONTROL", "WD")]
    [InlineData("O:BA", "WD")]
    public void Who_may_replace_a_folder(string descriptor, string accounts) =>
        Assert.Equal(accounts, string.Join(",", AccessList.WhoMayReplaceIt(descriptor)));

    [Theory]
    // Modify lets nobody delete what others have put below a root.
    [InlineData("D:PAI(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;AU)", "BA")]
    [InlineData("D:PAI(A;OICI;FA;;;WD)", "WD")]
    public void Who_may_replace_what_is_in_it(string descriptor, string accounts) =>
        Assert.Equal(accounts, string.Join(",", AccessList.WhoMayReplaceWhatIsInIt(descriptor)));
}
