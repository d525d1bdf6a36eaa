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
    [InlineData("D:(A;;WD;;;BU)", "BU")]
    [InlineData("D:(A;;RCWO;;;BU)", "BU")]
    [InlineData("D:(A;;GA;;;BU)", "BU")]
    [InlineData("D:(A;;0x10000000;;;WD)", "WD")]
    [InlineData("D:(A;;0X40000;;;BU)(A;;0x80000;;;AU)(A;;0x40;;;IU)(A;;0x10000;;;NU)(A;;0x20000;;;WD)", "BU,AU,IU,NU")]
    [InlineData("D:(A;;0x1000000000;;;BU)", "BU")] // unreadable, so that it may be everything
    [InlineData("D:(A;;FA;;;BU)(A;;SD;;;BU)", "BU")]
    [InlineData("D:(OA;;FA;;;BU)(XA;;FA;;;WD;(@User.Title==\"PM\"))", "BU,WD")]
    [InlineData("D:(A;CIIO;FA;;;BU)", "")]
    [InlineData("O:BAG:SYD:(A;;FX;;;BU)", "")]
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
    [InlineData("D:(A;;SD;;;BU)", "")]
    [InlineData("D:(A;;DT;;;BU)", "BU")]
    [InlineData("D:(A;;WD;;;BU)", "BU")]
    [InlineData("D:(A;;WO;;;BU)", "BU")]
    public void Who_may_replace_what_is_in_it(string descriptor, string accounts) =>
        Assert.Equal(accounts, string.Join(",", AccessList.WhoMayReplaceWhatIsInIt(descriptor)));
}
