using System.Diagnostics;

namespace Vesalius.EndToEnd.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c vesalius")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Every_shell_gets_a_script_that_asks_the_command(string shell, string registration)
    {
        string script = VesaliusCommand.Run("completion", shell).Expect(0).Out;
        Assert.Contains(registration, script, StringComparison.Ordinal);
        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vesalius insp", "inspect")]
    [InlineData("vesalius inspect --js", "--json")]
    [InlineData("vesalius completion f", "fish")]
    [InlineData("vesalius inspect some-fi")]
    public void Bash_completes_verbs_options_and_values_and_leaves_files_to_the_shell(string line, params string[] expected)
    {
        if (!File.Exists("/bin/bash"))
        {
            Assert.Skip("There is no bash on this machine.");
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["complete.sh"], VesaliusCommand.Run("completion", "bash").Expect(0).Out + """
            COMP_LINE="$1"; COMP_POINT=${#1}; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _vesalius; printf '%s\n' "${COMPREPLY[@]}"
            """);
        var start = new ProcessStartInfo("/bin/bash", [folder["complete.sh"], line]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(VesaliusCommand.Path)}:{start.Environment["PATH"]}";
        using Process bash = Process.Start(start)!;
        string[] replies = bash.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, replies);
    }
}
