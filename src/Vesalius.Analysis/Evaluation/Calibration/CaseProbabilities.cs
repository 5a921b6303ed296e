using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// The probability files beside a prediction: <c>STEM_NAME.nii.gz</c> for each structure, as <c>predict --probabilities</c> writes them.
/// </summary>
internal static class CaseProbabilities
{
    /// <summary>The case with every structure's probabilities judged.</summary>
    /// <exception cref="FileNotFoundException">A structure has no probability file.</exception>
    public static CaseEvaluation Judge(CaseEvaluation one, CasePair pair, LabelMap reference, CancellationToken cancellation) =>
        one with { Labels = [.. one.Labels.Select(entry => entry with { Calibration = Judge(entry, pair, reference, cancellation) })] };

    private static CalibrationScores Judge(LabelEvaluation entry, CasePair pair, LabelMap reference, CancellationToken cancellation)
    {
        string name = string.Concat(entry.Name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
        string path = Path.Combine(
            Path.GetDirectoryName(Path.GetFullPath(pair.PredictionPath))!, $"{VolumeFile.StemOf(pair.PredictionPath)}_{name}.nii.gz");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"{path}: the probabilities of '{entry.Name}' are not there. Predict with --probabilities, or leave calibration out.");
        }

        return CalibrationComparison.Of(LabelPairing.Mask(reference, entry.Label), VolumeFile.Read(path), cancellation: cancellation);
    }
}
