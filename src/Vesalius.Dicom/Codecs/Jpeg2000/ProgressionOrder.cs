namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// The five orders of packets (ISO/IEC 15444-1, table A.16), from what changes least often to what changes with each packet.
/// </summary>
internal enum ProgressionOrder
{
    /// <summary>Layer, resolution, component, position.</summary>
    LayerResolution,

    /// <summary>Resolution, layer, component, position.</summary>
    ResolutionLayer,

    /// <summary>Resolution, position, component, layer.</summary>
    ResolutionPosition,

    /// <summary>Position, component, resolution, layer.</summary>
    PositionComponent,

    /// <summary>Component, position, resolution, layer.</summary>
    ComponentPosition,
}
