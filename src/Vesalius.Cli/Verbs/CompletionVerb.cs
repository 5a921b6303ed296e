using System.CommandLine;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Verbs;

/// <summary><c>completion SHELL</c>: a script that teaches the shell to complete <c>vesalius</c> by asking it.</summary>
internal static class CompletionVerb
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong(Shells);
        return new Command("completion", "Write a script for shell completion: eval \"$(vesalius completion bash)\".") { shell }
            .Runs((parsed, host, _) =>
            {
                host.WriteRaw(ScriptFor(parsed.GetRequiredValue(shell)));
                return ExitCode.Done;
            });
    }

    private static string ScriptFor(string shell) => shell switch
    {
        "bash" => """
            _vesalius() {
                local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}"
                local words="$(vesalius "[suggest:${#line}]" "$line" 2>/dev/null)"
                [[ $word == -* ]] || words="$(grep -v '^[-/]' <<< "$words")"
                COMPREPLY=( $(compgen -W "$words" -- "$word") )
            }
            complete -o default -F _vesalius vesalius

            """,
        "zsh" => """
            #compdef vesalius
            _vesalius() {
                local line="${words[1,CURRENT]}"
                local -a found=( "${(@f)$(vesalius "[suggest:${#line}]" "$line" 2>/dev/null)}" )
                compadd -a found
                _files
            }
            compdef _vesalius vesalius

            """,
        "fish" => """
            function __vesalius_complete
                set -l line (commandline -cp)
                vesalius "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c vesalius -a '(__vesalius_complete)'

            """,
        "pwsh" => """
            Register-ArgumentCompleter -Native -CommandName vesalius -ScriptBlock {
                param($word, $ast, $position)
                vesalius "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """,
        _ => throw Failure.Usage($"there is no completion for '{shell}'; ask for one of {string.Join(", ", Shells)}."),
    };
}
