namespace Vesalius.Imaging.Phantoms;

/// <summary>An organ of the phantom abdomen that can bear a tumour; the number is the organ's label.</summary>
public enum PhantomOrgan
{
    /// <summary>The liver, label 1.</summary>
    Liver = 1,

    /// <summary>Either kidney, label 2.</summary>
    Kidney = 2,
}
