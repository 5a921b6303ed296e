using System.Diagnostics;

namespace Vesalius.EndToEnd.Tests;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Ctrl_C_and_SIGTERM_end_long_work_soon_with_exit_code_130(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Signals are sent with kill, which Windows lacks.");
        }

        using var folder = new TemporaryFolder();
        string path = Scans.WriteCounting(folder);
        using Process process = VesaliusCommand.Start(null, ["inspect", "--json", .. Enumerable.Repeat(path, 20_000)]);
        Thread.Sleep(1000); // Long enough to have begun, far too short to have ended.
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        var watch = Stopwatch.StartNew();
        CommandResult result = VesaliusCommand.Finish(process).Expect(130);
        Assert.Empty(result.Out);
        Assert.Equal("vesalius: interrupted", Assert.Single(result.ErrorLines));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"It took {watch.Elapsed.TotalSeconds:0.0} s to stop.");
    }
}
