using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Learning;

/// <summary>A validation case, segmented by the finished model.</summary>
/// <param name="Scores">How good the prediction is.</param>
/// <param name="Image">The first channel of the scan.</param>
/// <param name="Truth">Its reference labels.</param>
/// <param name="Prediction">What the model found, on the same grid.</param>
public sealed record ValidatedCase(CaseEvaluation Scores, Volume<float> Image, LabelMap Truth, LabelMap Prediction);
