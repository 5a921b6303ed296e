using System.CommandLine;
using Vesalius.Analysis.Evaluation;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Evaluation;

/// <summary>The options that ask for more scores than overlap and surface distances.</summary>
internal sealed class MetricOptions
{
    private static readonly Dictionary<string, MetricFamilies> Families =
        Enum.GetValues<MetricFamilies>().Where(family => family != MetricFamilies.None)
            .ToDictionary(family => family.ToString().ToLowerInvariant());

    private readonly Option<string?> metrics = new("--metrics")
    {
        Description = "Further scores: contours, topology, instances, all; or calibration, from probability files beside the predictions.",
        HelpName = "FAMILY[,FAMILY…]",
    };

    private readonly Option<double[]?> percentile = OptionParsing.Numbers("--percentile", "Further percentiles of the Hausdorff distance.");

    private readonly Option<double?> beta = new("--beta")
    {
        Description = "How many times sensitivity outweighs precision in the F score; 2 by default.",
    };

    private readonly Option<string?> regions = new("--regions")
    {
        Description = "Structures made of several labels, evaluated instead of them: WT=1+2+3,TC=1+3,ET=3.",
        HelpName = "NAME=N[+N…][,…]",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        metrics.CompletionSources.Add([.. Families.Keys]);
        command.Add(metrics);
        command.Add(percentile);
        command.Add(beta);
        command.Add(regions);
    }

    /// <summary>What was asked for.</summary>
    public EvaluationOptions Applied(ParseResult parsed, EvaluationOptions options)
    {
        try
        {
            return options with
            {
                Families = parsed.GetValue(metrics) is { } words ? Parse(words) : options.Families,
                HausdorffPercentiles = parsed.GetValue(percentile) ?? options.HausdorffPercentiles,
                Beta = parsed.GetValue(beta) ?? options.Beta,
                Unions = parsed.GetValue(regions) is { } text ? [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Union)] : options.Unions,
            };
        }
        catch (ArgumentException problem)
        {
            throw Failure.Usage(problem.Message.Split(" (Parameter")[0]);
        }
    }

    private static MetricFamilies Parse(string words) => words.Split(',', StringSplitOptions.TrimEntries)
        .Select(word => Families.TryGetValue(word, out MetricFamilies family)
            ? family
            : throw Failure.Usage($"--metrics takes {string.Join(", ", Families.Keys)}; '{word}' came."))
        .Aggregate(MetricFamilies.None, (all, one) => all | one);

    private static LabelUnion Union(string text)
    {
        string[] sides = text.Split('=', StringSplitOptions.TrimEntries);
        int[] labels = sides.Length == 2 ? [.. sides[1].Split('+').Select(number => int.TryParse(number, out int label) ? label : 0)] : [0];
        return sides[0].Length > 0 && labels.All(label => label is >= 1 and <= ushort.MaxValue)
            ? new LabelUnion(sides[0], labels)
            : throw Failure.Usage($"--regions takes names with label values, as WT=1+2+3; '{text}' came.");
    }
}
