using Vesalius.Analysis.Detection;
using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>The findings of a model in validation films, by structure: what the scores are chosen on from which findings are told.</summary>
internal sealed class ValidatedFindings(SegmentationPlan plan)
{
    private readonly Dictionary<string, List<DetectionCase>> cases = plan.Labels.ToDictionary(label => label.Name, _ => new List<DetectionCase>());

    /// <summary>Looks for findings in a film; structures that nobody annotated there are left out.</summary>
    /// <param name="name">What the film is called.</param>
    /// <param name="truth">What is there, with the plan's values.</param>
    /// <param name="scores">What the network said.</param>
    public void Add(string name, LabelMap truth, Scores scores)
    {
        IReadOnlyList<Volume<float>> probabilities = scores.ProbabilitiesOnto(truth.Grid);
        foreach ((PlannedLabel planned, Volume<float> probability) in plan.Labels.Zip(probabilities.TakeLast(plan.Labels.Count)))
        {
            if (truth.Table.FirstOrDefault(label => label.Name == planned.Name) is { } label && !truth.Table.NotAnnotated.Contains(planned.Name))
            {
                cases[planned.Name].Add(new DetectionCase(
                    name, FindingRegion.PartsOf(truth.Mask(label)), FindingSearch.In(probability, label)));
            }
        }
    }

    /// <summary>The choice.</summary>
    public OperatingPoint Choose() => OperatingPoint.Of(
        new FindingOptions().Threshold, cases.Select(one => KeyValuePair.Create(one.Key, (IReadOnlyList<DetectionCase>)one.Value)));
}
