namespace Vesalius.Imaging.Surfaces;

/// <summary>What a vertex may do while a mesh is thinned out.</summary>
internal enum VertexKind
{
    /// <summary>Move anywhere.</summary>
    Free,

    /// <summary>Move along the open edge it lies on.</summary>
    OnBoundary,

    /// <summary>Stay.</summary>
    Fixed,
}
