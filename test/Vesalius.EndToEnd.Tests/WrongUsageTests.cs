namespace Vesalius.EndToEnd.Tests;

public sealed class WrongUsageTests
{
    [Fact]
    public void An_unknown_verb_is_told_in_one_line_with_the_verb_that_was_perhaps_meant()
    {
        CommandResult result = VesaliusCommand.Run("inspekt", "scan.nii.gz").Expect(2);
        Assert.Empty(result.Out);
        Assert.Contains("'inspect' was perhaps meant", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("inspect", "a.nii", "--no-such-option")]
    [InlineData("convert", "only-one.nii")]
    [InlineData("completion", "tcsh")]
    [InlineData("--no-such-option")]
    public void Wrong_usage_is_told_on_stderr_in_one_line_with_exit_code_2(params string[] arguments)
    {
        CommandResult result = VesaliusCommand.Run(arguments).Expect(2);
        Assert.Empty(result.Out);
        Assert.StartsWith("vesalius: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_asked_shows_the_help_on_stderr_with_exit_code_2()
    {
        CommandResult result = VesaliusCommand.Run().Expect(2);
        Assert.Empty(result.Out);
        Assert.Contains("inspect", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_that_was_asked_for_goes_to_stdout_with_exit_code_0()
    {
        CommandResult result = VesaliusCommand.Run("inspect", "--help").Expect(0);
        Assert.Empty(result.Error);
        Assert.Contains("--json", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line_on_stdout()
    {
        CommandResult result = VesaliusCommand.Run("--version").Expect(0);
        Assert.Matches(@"^\d+\.\d+\.\d+", Assert.Single(result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
