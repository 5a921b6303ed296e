namespace Vesalius.Analysis.Detection;

/// <summary>How average precision is read off a curve of precision over recall.</summary>
public enum PrecisionRule
{
    /// <summary>The area under the falling envelope at every recall (PASCAL VOC 2010, VinBigData).</summary>
    AllPoints,

    /// <summary>The mean of the envelope at 11 recalls (PASCAL VOC 2007).</summary>
    ElevenPoints,

    /// <summary>The mean of the envelope at 101 recalls (COCO).</summary>
    HundredOnePoints,
}
