namespace OmsGateway.Configuration.Tests;

public class ConfigurationStoreTests
{
    [Fact]
    public void Without_a_directory_the_platforms_own_is_opened()
    {
        string expected = OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "OMS Gateway")
            : "/etc/oms-gateway";
        Assert.Equal(expected, ConfigurationStore.Open().Directory);
    }

    [Fact]
    public void This_machines_protector_keeps_a_password()
    {
        using var directory = new TemporaryStore();
        var store = ConfigurationStore.Open(directory.Directory);
        new Configuration.Administration.GatewayAdministration(store).RelayProxy.Set("proxy", "user", "hunter2");
        Assert.Equal("hunter2", ConfigurationStore.Open(directory.Directory).Load().Configuration!.Settings.RelayProxy!.Password);
    }

    [Fact]
    public void Looking_at_a_directory_that_does_not_exist_does_not_make_it()
    {
        using var store = new TemporaryStore(create: false);
        Assert.NotNull(store.Store.Load().Configuration);
        Assert.Equal("8080", store.Administration.Settings.Get("ListenPort").Value);
        Assert.Empty(store.Administration.Hosts.Get());
        Assert.False(Directory.Exists(store.Directory));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem()
    {
        using var store = new TemporaryStore();
        Directory.CreateDirectory(store.Store.HostListPath);
        Assert.Equal(store.Store.HostListPath, Assert.Single(store.Store.Load().Problems).File);
        Assert.Throws<ConfigurationException>(() => store.Administration.Hosts.Get());
        Assert.Throws<ConfigurationException>(() => store.Administration.Hosts.Add("a.contoso.com"));
    }
}
