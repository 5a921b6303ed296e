namespace Vesalius.Learning.Datasets;

/// <summary>What a case is used for.</summary>
public enum DatasetSplit
{
    /// <summary>For nothing: a split file is there and does not name the case.</summary>
    Unspecified,

    /// <summary>The network learns from it.</summary>
    Train,

    /// <summary>The network is checked with it and never learns from it.</summary>
    Validation,
}
