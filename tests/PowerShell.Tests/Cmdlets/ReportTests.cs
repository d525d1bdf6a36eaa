using OmsGateway.PowerShell.Inventory;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class ReportTests : CmdletTrial
{
    private string Folder => Path.GetDirectoryName(Directory)!;

    private string Page => Path.Combine(Folder, "report.html");

    [Fact]
    public void The_page_is_written_where_the_session_is_and_passed_on_request()
    {
        var engine = Do(new ExportReportCommand { Path = "report.html" }, e => e.Location = Folder, "PassThru");
        Assert.Equal(Page, Assert.IsType<FileInfo>(Assert.Single(engine.Output)).FullName);
        Assert.Contains("No gateway runs", File.ReadAllText(Page), StringComparison.Ordinal);
        Assert.Equal((Page, "Write the report"), Assert.Single(engine.Questions));
        Assert.Empty(Do(new ExportReportCommand { Path = Page }).Output);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(Do(new ExportReportCommand { Path = Page }, e => e.IsWhatIf = true, "PassThru").Output);
        Assert.Empty(System.IO.Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_but_not_with_NoClobber()
    {
        File.WriteAllText(Page, "old");
        Assert.Contains(
            "-NoClobber", Assert.Single(Run(new ExportReportCommand { Path = Page }, null, "NoClobber").Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Page));
        Do(new ExportReportCommand { Path = Page });
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_read_only_is_replaced_with_Force_only()
    {
        File.WriteAllText(Page, "old");
        new FileInfo(Page).IsReadOnly = true;
        Assert.Contains("is read-only", Assert.Single(Run(new ExportReportCommand { Path = Page }).Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Page));
        Do(new ExportReportCommand { Path = Page }, null, "Force");
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Page), StringComparison.Ordinal);
    }
}
