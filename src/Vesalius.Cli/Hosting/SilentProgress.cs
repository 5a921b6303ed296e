namespace Vesalius.Cli.Hosting;

/// <summary>Progress that nobody wants to see.</summary>
internal sealed class SilentProgress : Progress
{
    /// <inheritdoc/>
    public override void Report(double fraction, params IReadOnlyList<string> columns)
    {
    }
}
