namespace Vesalius.Analysis.Evaluation;

/// <summary>What is beyond the edge of the image.</summary>
public enum OutsideRule
{
    /// <summary>Background: a mask that reaches the edge ends there and has surface there.</summary>
    Background,

    /// <summary>
    /// Unknown: a mask that reaches the edge has no surface there. A mask that fills the image has none at all. Only for boundary voxels.
    /// </summary>
    Unknown,
}
