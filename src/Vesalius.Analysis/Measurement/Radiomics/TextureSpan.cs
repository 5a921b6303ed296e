namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>Across which voxels textures look.</summary>
public enum TextureSpan
{
    /// <summary>To all 26 neighbours; for nearly cubic voxels. IBSI's 3D features.</summary>
    Volume,

    /// <summary>
    /// To the eight neighbours in the slice (along z), for slices much thicker than their pixels. IBSI's 2D and 2.5D features.
    /// </summary>
    Slices,

    /// <summary>Both, one after the other.</summary>
    Both,
}
