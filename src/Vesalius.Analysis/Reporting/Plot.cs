using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>A plot drawn as SVG. Points that are NaN or infinite are left out; a plot without points shows its empty axes and says so.</summary>
public abstract record Plot
{
    /// <summary>The colours of series, told apart also by people who do not see red and green alike.</summary>
    internal static readonly string[] Colors = ["#1f5fa8", "#d1701a", "#2d8659", "#8a4fa3"];

    private protected Plot()
    {
    }

    /// <summary>What is plotted, read out to those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What runs to the right, with its unit.</summary>
    public string XTitle { get; init; } = string.Empty;

    /// <summary>What runs upwards, with its unit.</summary>
    public string YTitle { get; init; } = string.Empty;

    /// <summary>The plot as a text of SVG.</summary>
    public string ToSvg() => Render().ToString(SaveOptions.DisableFormatting);

    internal abstract XElement Render();
}
