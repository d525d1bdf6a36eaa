using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Tests.Transfer;

public sealed class ImportRefusalTests : IDisposable
{
    private readonly TransferTrial _trial = new();

    public void Dispose() => _trial.Dispose();

    private string Refusal(string content)
    {
        _trial.Exported = content;
        string refusal = Assert.Throws<ConfigurationException>(() => _trial.Import()).Message;
        Assert.Equal(refusal, Assert.Throws<ConfigurationException>(() => _trial.Compare()).Message);
        Assert.Empty(Directory.GetFiles(_trial.To.Directory, "OMSGateway.config"));
        Assert.Empty(Directory.GetFiles(_trial.To.Directory, "allowed*"));
        return refusal;
    }

    [Theory]
    [InlineData("<Settings>\n<ListenPort>70000</ListenPort></Settings>", "(3): ListenPort = '70000'")]
    [InlineData("<Settings>\n<LisenPort>1</LisenPort></Settings>", "(3): LisenPort: there is no such setting; did you mean ListenPort?")]
    [InlineData("<Settings>\n<RelayProxyPassword>key1:AAAA</RelayProxyPassword></Settings>",
        "(3): RelayProxyPassword: the password cannot be read: an export has it in <Secrets> only")]
    [InlineData("<Settings>\n<RelayProxyUserName>a</RelayProxyUserName></Settings>", "(3): RelayProxyUserName: there are credentials but no proxy")]
    [InlineData("<Settings/>\n<Settings/>", "(3): Settings: it is there twice")]
    [InlineData("<Lists><AllowedHosts>\n  # fine\n  a.contoso.com\n  https://b.contoso.com/x\n</AllowedHosts></Lists>",
        "(5): AllowedHosts = 'https://b.contoso.com/x': give only the host name")]
    [InlineData("<Lists><AllowedHosts># x&#13;evil.contoso.com</AllowedHosts></Lists>",
        "(2): AllowedHosts = '# x?evil.contoso.com': the line holds a control character")]
    [InlineData("<Lists><AllowedClientCertificates>\nCN=\n=</AllowedClientCertificates></Lists>", "(4): AllowedClientCertificates = '='")]
    [InlineData("<Lists><AllowedHost>a</AllowedHost></Lists>", "(2): AllowedHost: <Lists> has no such element, but AllowedHosts, ")]
    [InlineData("<Lists group='pos'/>", "(2): Lists = 'pos': there is no such group in <Settings>")]
    [InlineData("<Lists/>\n<Lists/>", "(3): Lists: these lists are there twice")]
    [InlineData("<Lists><AppliedPresets>\n<preset name='A' cloud='Mars' optional='false'/></AppliedPresets></Lists>", "(3): preset = 'A': A cloud is unknown.")]
    [InlineData("<Lists><AppliedPresets>\n<preset name='A' cloud='Public'><host>no host</host></preset></AppliedPresets></Lists>", "(3): preset = 'A'")]
    [InlineData("<OwnPresets><presets>\n<preset name='ArcESU' summary=''/></presets></OwnPresets>", "(3): <preset>: the name 'ArcESU' is taken")]
    [InlineData("<OwnPresets/>", "(2): OwnPresets: it holds one element")]
    [InlineData("<Secrets kdf='none'><RelayProxyPassword>AAAA</RelayProxyPassword></Secrets>", "(2): Secrets: kdf is not PBKDF2-HMAC-SHA-512")]
    [InlineData("<Secrets kdf='PBKDF2-HMAC-SHA-512' iterations='2000000000' salt=''><RelayProxyPassword>AAAA</RelayProxyPassword></Secrets>",
        "iterations is not a whole number from 100000 to 2000000")]
    [InlineData("<Secrets kdf='PBKDF2-HMAC-SHA-512' iterations='99999' salt=''><RelayProxyPassword>AAAA</RelayProxyPassword></Secrets>",
        "iterations is not a whole number from 100000 to 2000000")]
    [InlineData("<Secrets kdf='PBKDF2-HMAC-SHA-512' iterations='2000001' salt=''><RelayProxyPassword>AAAA</RelayProxyPassword></Secrets>",
        "iterations is not a whole number from 100000 to 2000000")]
    [InlineData("<Secrets kdf='PBKDF2-HMAC-SHA-512' iterations='210000' salt='!'><RelayProxyPassword>AAAA</RelayProxyPassword></Secrets>",
        "salt is not the base64 of 16 bytes")]
    [InlineData("<Secrets><Other/></Secrets>", "(2): Secrets: it holds one <RelayProxyPassword>")]
    [InlineData("<Lists>\na.contoso.com</Lists>", "Lists = 'a.contoso.com': there is text outside any list")]
    [InlineData("<Lists><AppliedPresets>\n<preset name='A' cloud='Public' region='x'/></AppliedPresets></Lists>",
        "(3): preset = 'region': there is no such attribute")]
    [InlineData("<Lists><AppliedPresets>\n<preset name='A' cloud='Public'><Host>a.contoso.com</Host></preset></AppliedPresets></Lists>",
        "(3): Host: <preset> has no such element")]
    [InlineData("<Inventory/>", "(2): Inventory: <OMSGatewayExport> has no such element")]
    public void Whatever_is_wrong_is_named_with_its_line_and_nothing_is_changed(string elements, string expected) =>
        Assert.Contains(expected,
            Refusal($"<OMSGatewayExport version='1' product='{typeof(ConfigurationStore).Assembly.GetName().Version}'>\n{elements}</OMSGatewayExport>"));

    /// <summary>Once decided, an import could not be finished there, and no change could be made before it is.</summary>
    [Theory]
    [InlineData(ConfigurationStore.SettingsFileName)]
    [InlineData(ConfigurationStore.HostListFileName)]
    [InlineData("allowedlist_server.pos.txt")]
    [InlineData("allowedlist_client.txt")]
    [InlineData(ConfigurationStore.AppliedPresetsFileName)]
    [InlineData(ConfigurationStore.OwnPresetsFileName)]
    public void A_directory_where_a_file_belongs_is_named_before_anything_is_changed(string name)
    {
        _trial.FillSource();
        _trial.Source.Transfer.Export(_trial.File);
        string place = Directory.CreateDirectory(Path.Combine(_trial.To.Directory, name)).FullName;
        var refusal = Assert.Throws<ConfigurationException>(() => _trial.Import());
        Assert.Equal(($"Nothing was imported. {place}: it is a directory where a file belongs; move it away, or delete it.", ConfigurationRefusal.Unavailable),
            (refusal.Message, refusal.Refusal));
        Assert.Equal(refusal.Message, Assert.Throws<ConfigurationException>(() => _trial.Compare()).Message);
        Assert.Equal([StoreLock.FileName], Directory.GetFiles(_trial.To.Directory).Select(Path.GetFileName));
        Directory.Delete(place);
        _trial.Import();
        Assert.Equal("3128", _trial.Target.Settings.Get("ListenPort").Value);
    }

    /// <summary>A journal that nobody can read would stand in the way of every later change.</summary>
    [Fact]
    public void What_a_journal_has_no_room_for_is_not_begun()
    {
        KeyValuePair<string, byte[]?>[] files = [new("allowedlist_server.txt", new byte[17 << 20])];
        Assert.Throws<ConfigurationException>(() => StoreJournal.CheckRoom(files));
        Assert.Throws<ConfigurationException>(() => StoreJournal.Run(_trial.To.Directory, files, null));
        Assert.Empty(Directory.GetFiles(_trial.To.Directory, "OMSGateway.import*"));
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once()
    {
        string refusal = Refusal(
            "<OMSGatewayExport version='1' product='9.9'>\n<Settings><ListenPort>0</ListenPort><NewThing/></Settings>\n"
            + "<Lists><AllowedHosts>*</AllowedHosts></Lists></OMSGatewayExport>");
        Assert.Contains("(2): ListenPort = '0'", refusal);
        Assert.Contains("(2): NewThing", refusal);
        Assert.Contains("(3): AllowedHosts = '*'", refusal);
        Assert.Contains("It is of version 9.9, and this gateway is of version ", refusal);
    }

    [Theory]
    [InlineData("<OMSGateway/>", "it is no export of OMS Gateway, whose root is <OMSGatewayExport>")]
    [InlineData("<OMSGatewayExport/>", "version is not a number from 1")]
    [InlineData("<OMSGatewayExport version='0'/>", "version is not a number from 1")]
    [InlineData("<OMSGatewayExport version='+1'/>", "version is not a number from 1")]
    [InlineData("<OMSGatewayExport version='2' product='3.0'/>", "a newer OMS Gateway (3.0) wrote the file")]
    [InlineData("<OMSGatewayExport version='1'>", "it is not XML that can be read")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><OMSGatewayExport version='1'>&b;</OMSGatewayExport>", "DTD")]
    [InlineData("", "it is not XML that can be read")]
    public void Another_file_is_told_from_an_export(string content, string expected) => Assert.Contains(expected, Refusal(content));

    [Fact]
    public void A_file_of_any_size_is_not_read()
    {
        using (FileStream file = File.Create(_trial.File)) file.SetLength(9 << 20);
        Assert.Contains("it is larger than 8388608 bytes", Assert.Throws<ConfigurationException>(() => _trial.Import()).Message);
    }

    [Fact]
    public void A_list_that_the_gateway_could_not_read_is_not_imported()
    {
        _trial.Exported = $"<OMSGatewayExport version='1' product='2.0.0'><Lists><AllowedHosts>\n#{new string('x', FileContent.MaximumBytes)}\na.contoso.com\n"
            + "</AllowedHosts></Lists></OMSGatewayExport>";

        Assert.Contains("allowedlist_server.txt would grow beyond the 1048576 bytes", Assert.Throws<ConfigurationException>(() => _trial.Import()).Message);
        Assert.False(File.Exists(_trial.To.Store.HostListPath));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains(_trial.File, Assert.Throws<ConfigurationException>(() => _trial.Import()).Message);

    /// <summary>What version 2.0.0 has written. It stays as it is: whoever changes the format must read this all the same.</summary>
    [Fact]
    public void A_file_of_the_first_version_is_taken()
    {
        _trial.Exported = """
            <?xml version="1.0" encoding="utf-8"?>
            <!-- A configuration of OMS Gateway. -->
            <OMSGatewayExport version="1" product="2.0.0">
              <Settings>
                <ListenPort>3128</ListenPort>
                <RelayProxyAddress>http://proxy.contoso.com:3128</RelayProxyAddress>
                <RelayProxyUserName>gateway</RelayProxyUserName>
                <Group name="pos" clients="10.1.0.0/16" hostPolicy="ReportOnly" />
              </Settings>
              <Lists>
                <AllowedHosts>
                  # Ours
                  *.contoso.com
                </AllowedHosts>
                <AllowedClientCertificates />
                <AppliedPresets>
                  <preset name="ArcESU" cloud="Public" regions="" workspaces="" accounts="" gateways="" vaults="" optional="false">
                    <host>www.microsoft.com</host>
                  </preset>
                </AppliedPresets>
              </Lists>
              <Lists group="pos">
                <AllowedHosts>
                  pos.contoso.com
                </AllowedHosts>
              </Lists>
              <Secrets kdf="PBKDF2-HMAC-SHA-512" iterations="210000" salt="AAECAwQFBgcICQoLDA0ODw==">
                <RelayProxyPassword>SECRET</RelayProxyPassword>
              </Secrets>
            </OMSGatewayExport>
            """.Replace("SECRET", SecretTests.Encrypt("old secret", "of the first version", "http://proxy.contoso.com:3128", "gateway"));
        _trial.Import(new Configuration.Transfer.ImportOptions { Passphrase = "of the first version" });
        Assert.Equal("3128", _trial.Target.Settings.Get("ListenPort").Value);
        Assert.Equal("old secret", _trial.To.Store.Load().Configuration!.Settings.RelayProxy!.Password);
        Assert.Equal("*.contoso.com", Assert.Single(_trial.Target.Hosts.Get()).Pattern.ToString());
        Assert.Equal("pos.contoso.com", Assert.Single(_trial.Target.InGroup("pos").Hosts.Get()).Pattern.ToString());
        Assert.Equal("ArcESU (Public)", Assert.Single(_trial.Target.Presets.Compare()).Applied.Description);
    }
}
