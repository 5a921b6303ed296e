namespace Vesalius.Imaging.Phantoms;

/// <summary>What became of a tumour between the two scans of a phantom patient.</summary>
public enum TumourFate
{
    /// <summary>Its volume changed by less than 5 %.</summary>
    Stable,

    /// <summary>Its volume is 1.5 to 2.5 times what it was.</summary>
    Grown,

    /// <summary>Its volume is 0.25 to 0.6 times what it was.</summary>
    Shrunk,

    /// <summary>It is there in the first scan only.</summary>
    Gone,

    /// <summary>It is there in the second scan only.</summary>
    New,
}
