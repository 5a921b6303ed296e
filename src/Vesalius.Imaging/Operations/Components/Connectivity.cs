namespace Vesalius.Imaging.Operations;

/// <summary>Which neighbouring voxels hang together. In a 2-D image they are 4 (faces), and 8 (edges or vertices).</summary>
public enum Connectivity
{
    /// <summary>Voxels that share a face: 6 neighbours, 4 in 2-D.</summary>
    Faces,

    /// <summary>Voxels that share a face or an edge: 18 neighbours, 8 in 2-D.</summary>
    Edges,

    /// <summary>Voxels that share a face, an edge or a corner: 26 neighbours, 8 in 2-D.</summary>
    Vertices,
}
