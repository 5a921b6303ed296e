namespace Vesalius.Learning.Inference;

/// <summary>Looks at finished scores as they come by, slab after slab; all classes of a voxel are in one slab.</summary>
internal interface ISlabReader
{
    /// <summary>Whether it reads what each network of an ensemble says, too.</summary>
    bool WantsMembers => false;

    /// <summary>Reads a slab, whose memory is used again afterwards.</summary>
    void Read(ScoreSlab slab, CancellationToken cancellation);
}
