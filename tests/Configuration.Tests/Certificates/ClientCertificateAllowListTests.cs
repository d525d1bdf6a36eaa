using OmsGateway.Configuration.Certificates;

namespace OmsGateway.Configuration.Tests.Certificates;

public class ClientCertificateAllowListTests
{
    private const string Workspace = "a1b2c3d4-0000-1111-2222-333344445555";

    private static readonly ClientCertificateAllowList List = new(
        [Parse("mycert"), Parse("CN=worker, OU=Azure, O=Contoso")], [Workspace]);

    [Theory]
    [InlineData("CN=mycert", true)]
    [InlineData("CN=MYCERT", true)]
    [InlineData("CN=mycert, O=Evil", false)]
    [InlineData("CN=mycert, CN=mycert", false)]
    [InlineData("O=Contoso, OU=Azure, CN=worker", true)]
    [InlineData("CN=worker", false)]
    [InlineData("CN=Gateway", false)]
    [InlineData("CN=" + Workspace + ", CN=11111111-0000-0000-0000-000000000000, OU=Microsoft Monitoring Agent, O=Microsoft", true)]
    [InlineData("O=Microsoft, OU=Microsoft Monitoring Agent, CN=11111111-0000-0000-0000-000000000000, CN=A1B2C3D4-0000-1111-2222-333344445555", true)]
    [InlineData("CN=b1b2c3d4-0000-1111-2222-333344445555, CN=x, OU=Microsoft Monitoring Agent, O=Microsoft", false)]
    [InlineData("CN=" + Workspace + ", CN=x, O=Microsoft", false)]
    [InlineData("CN=" + Workspace + ", CN=x, OU=Microsoft Monitoring Agent", false)]
    [InlineData("CN=" + Workspace, false)]
    [InlineData("OU=" + Workspace + ", CN=x, OU=Microsoft Monitoring Agent, O=Microsoft", false)]
    [InlineData("CN=" + Workspace + "\\, OU\\=Microsoft Monitoring Agent\\, O\\=Microsoft", false)]
    [InlineData("CN=x" + Workspace + ", OU=Microsoft Monitoring Agent, O=Microsoft", false)]
    public void Listed_subjects_and_agents_of_discovered_workspaces_are_allowed(string subject, bool expected) =>
        Assert.Equal(expected, List.Allows(Parse(subject)));

    [Fact]
    public void Types_by_their_object_identifiers_are_the_same_types() =>
        Assert.True(List.Allows(new CertificateSubject([new("2.5.4.3", "mycert")])));

    [Fact]
    public void An_empty_list_allows_nothing()
    {
        Assert.True(ClientCertificateAllowList.Empty.IsEmpty);
        Assert.False(ClientCertificateAllowList.Empty.Allows(Parse("mycert")));
        Assert.False(ClientCertificateAllowList.Empty.Allows(new CertificateSubject([])));
    }

    private static CertificateSubject Parse(string text)
    {
        Assert.True(CertificateSubject.TryParse(text, out CertificateSubject? subject, out string? error), error);
        return subject!;
    }
}
