namespace Vesalius.Analysis.Evaluation;

/// <summary>Some references have no prediction. Leaving those cases out would make the scores of the others look like the scores of all.</summary>
public sealed class MissingPredictionsException : FileNotFoundException
{
    /// <summary>Names every case that is missing.</summary>
    /// <param name="cases">The cases without a prediction.</param>
    /// <param name="total">How many references there are.</param>
    /// <param name="folder">Where the predictions were looked for.</param>
    public MissingPredictionsException(IReadOnlyList<string> cases, int total, string folder)
        : base($"{folder}: {cases?.Count} of {total} references have no prediction: {string.Join(", ", cases ?? [])}. Predict them, or take their references away.") =>
        Cases = cases ?? [];

    /// <summary>The cases without a prediction.</summary>
    public IReadOnlyList<string> Cases { get; }
}
