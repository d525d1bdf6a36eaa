namespace OmsGateway.Configuration.Tests.Settings;

public sealed class SettingsEditTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void The_first_change_writes_a_readable_file()
    {
        Assert.True(_store.Administration.Settings.Set("listenport", "3128"));
        Assert.Equal("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OMSGateway>\n  <ListenPort>3128</ListenPort>\n</OMSGateway>\n",
            _store.Settings.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_edit_keeps_comments_order_and_white_space()
    {
        _store.Settings =
            "<?xml version=\"1.0\"?>\n<!-- ours -->\n<OMSGateway>\n\n\t<!-- why 9 -->\n\t<listenport>9</listenport>   <!-- behind -->\n"
            + "\t<LogLevel>Error</LogLevel>\n</OMSGateway>\n<!-- end -->\n";
        Assert.True(_store.Administration.Settings.Set("ListenPort", "10"));
        Assert.True(_store.Administration.Settings.Set("MaximumTunnels", "5"));
        Assert.True(_store.Administration.Settings.Reset("LogLevel"));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- ours -->\n<OMSGateway>\n\n\t<!-- why 9 -->\n\t<ListenPort>10</ListenPort>   <!-- behind -->\n"
            + "\t<MaximumTunnels>5</MaximumTunnels>\n</OMSGateway>\n<!-- end -->\n",
            _store.Settings);
    }

    [Fact]
    public void An_edit_keeps_Windows_line_ends()
    {
        _store.Settings = "<OMSGateway>\r\n  <ListenPort>9</ListenPort>\r\n</OMSGateway>\r\n";
        _store.Administration.Settings.Set("LogLevel", "Error");
        Assert.Equal("<OMSGateway>\r\n  <ListenPort>9</ListenPort>\r\n  <LogLevel>Error</LogLevel>\r\n</OMSGateway>\r\n", _store.Settings);
    }

    [Fact]
    public void An_empty_root_is_filled()
    {
        _store.Settings = "<OMSGateway/>";
        _store.Administration.Settings.Set("LogLevel", "Error");
        Assert.Equal("<OMSGateway>\n  <LogLevel>Error</LogLevel>\n</OMSGateway>", _store.Settings.TrimEnd());
    }

    [Fact]
    public void The_same_value_again_is_no_change()
    {
        Assert.True(_store.Administration.Settings.Set("AllowedPorts", "443,8443"));
        Assert.False(_store.Administration.Settings.Set("allowedports", " 443 8443 "));
        Assert.False(_store.Administration.Settings.Reset("LogLevel"));
        Assert.True(_store.Administration.RelayProxy.Set("proxy", "user", "hunter2"));
        Assert.False(_store.Administration.RelayProxy.Set("http://proxy:80/", "user", "hunter2"));
        Assert.True(_store.Administration.RelayProxy.Set("proxy", "user", "hunter3"));
    }

    [Fact]
    public void The_same_value_again_leaves_a_file_in_another_notation_alone()
    {
        const string Content = "\ufeff<?xml version='1.0' standalone='yes' ?>\r\n\r\n<OMSGateway ><ListenPort> 9 </ListenPort ></OMSGateway>";
        File.WriteAllText(_store.Store.SettingsPath, Content);
        Assert.False(_store.Administration.Settings.Set("ListenPort", "9"));
        Assert.False(_store.Administration.RelayProxy.Clear());
        Assert.Equal(Content, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(_store.Store.SettingsPath)));
    }

    [Fact]
    public void A_value_in_another_case_is_replaced_not_repeated()
    {
        _store.Settings = "<OMSGateway><loglevel>WARN</loglevel></OMSGateway>";
        Assert.True(_store.Administration.Settings.Set("LogLevel", "warning"));
        Assert.Equal("<OMSGateway><LogLevel>Warning</LogLevel></OMSGateway>", _store.Settings.TrimEnd());
    }

    [Fact]
    public void A_UTF_16_file_is_edited()
    {
        File.WriteAllText(_store.Store.SettingsPath, "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<OMSGateway/>", System.Text.Encoding.Unicode);
        Assert.True(_store.Administration.Settings.Set("ListenPort", "9"));
        Assert.Equal(9, _store.Store.Load().Configuration!.Settings.ListenPort);
    }

    [Theory]
    [InlineData("ListenPort", "text", "8080")]
    [InlineData("ListenPrt", "1", "ListenPort")]
    [InlineData("", "1", "ListenPort")]
    public void A_refused_change_leaves_no_file(string name, string value, string expected)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Set(name, value));
        Assert.Contains(expected, refusal.Message);
        Assert.False(File.Exists(_store.Store.SettingsPath));
    }

    [Fact]
    public void A_file_with_problems_is_not_edited_but_the_wrong_setting_can_be_mended()
    {
        const string Broken = "<OMSGateway>\n  <ListenPort>text</ListenPort>\n  <MaximumTunnels>0</MaximumTunnels>\n</OMSGateway>";
        _store.Settings = Broken;
        var refusal = Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Set("LogLevel", "Error"));
        Assert.Contains("(2): ListenPort = 'text'", refusal.Message);
        Assert.Contains("(3): MaximumTunnels = '0'", refusal.Message);
        Assert.Equal(Broken, _store.Settings);
        Assert.True(_store.Administration.Settings.Set("ListenPort", "80"));
        Assert.True(_store.Administration.Settings.Reset("MaximumTunnels"));
        Assert.Empty(_store.Administration.Validate().Problems);
    }

    [Fact]
    public void Unknown_and_repeated_settings_can_be_mended()
    {
        _store.Settings = "<OMSGateway><LisenPort>1</LisenPort></OMSGateway>";
        Assert.True(_store.Administration.Settings.Reset("LisenPort"));
        _store.Settings = "<OMSGateway><ListenPort>1</ListenPort><listenPort>2</listenPort></OMSGateway>";
        Assert.True(_store.Administration.Settings.Set("ListenPort", "3"));
        Assert.Equal("3", _store.Administration.Settings.Get("ListenPort").Value);
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<OMSGateway><ListenPort></OMSGateway>")]
    [InlineData("<Other/>")]
    public void A_file_that_is_no_settings_file_is_never_overwritten(string content)
    {
        _store.Settings = content;
        Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Set("ListenPort", "1"));
        Assert.Equal(content, _store.Settings);
    }

    [Fact]
    public void Values_that_look_like_XML_stay_values()
    {
        _store.Administration.RelayProxy.Set("proxy", "a<b>&\"'", "</RelayProxyPassword>");
        Assert.Equal(("a<b>&\"'", "</RelayProxyPassword>"),
            (_store.Store.Load().Configuration!.Settings.RelayProxy!.UserName, _store.Store.Load().Configuration!.Settings.RelayProxy!.Password));
    }
}
