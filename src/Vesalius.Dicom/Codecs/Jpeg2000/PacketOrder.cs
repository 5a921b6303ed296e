namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The packets of a tile in their order (ISO/IEC 15444-1, B.12).</summary>
internal sealed class PacketOrder(Rectangle tile, TileComponent[] components, CodingHeader header)
{
    private const int MostRepeated = 1 << 24;

    /// <summary>All packets, each once.</summary>
    public IEnumerable<Packet> All()
    {
        IReadOnlyList<Progression> parts = header.Changes.Count > 0 ? header.Changes : [Progression.All(header.Order, header.Layers)];
        int repeated = 0;
        foreach (Packet packet in parts.SelectMany(Of))
        {
            if (packet.Resolution.TryBegin(packet.Precinct, packet.Layer))
            {
                yield return packet;
            }
            else if (++repeated > MostRepeated)
            {
                throw Jpeg2000Fault.At(0, "the changes of order name the same packets again and again. The header is damaged.");
            }
        }
    }

    private IEnumerable<Packet> Of(Progression part)
    {
        List<Place> places = PlacesOf(part);
        int layers = Math.Min(part.Layers, header.Layers);
        switch (part.Order)
        {
            case ProgressionOrder.LayerResolution:
                places.Sort((a, b) => a.ByResolution().CompareTo(b.ByResolution()));
                return LayerByLayer(places, layers);
            case ProgressionOrder.ResolutionLayer:
                places.Sort((a, b) => a.ByResolution().CompareTo(b.ByResolution()));
                return places.GroupBy(place => place.Resolution).SelectMany(group => LayerByLayer([.. group], layers));
            case ProgressionOrder.ResolutionPosition:
                places.Sort((a, b) => a.ByResolutionAndPosition().CompareTo(b.ByResolutionAndPosition()));
                break;
            case ProgressionOrder.PositionComponent:
                places.Sort((a, b) => a.ByPosition().CompareTo(b.ByPosition()));
                break;
            default:
                places.Sort((a, b) => a.ByComponent().CompareTo(b.ByComponent()));
                break;
        }

        return places.SelectMany(place => Enumerable.Range(0, layers).Select(layer => PacketOf(place, layer)));
    }

    private IEnumerable<Packet> LayerByLayer(List<Place> places, int layers) =>
        Enumerable.Range(0, layers).SelectMany(layer => places.Select(place => PacketOf(place, layer)));

    private Packet PacketOf(Place place, int layer) =>
        new(components[place.Component].Resolutions[place.Resolution], components[place.Component], place.Precinct, layer);

    private List<Place> PlacesOf(Progression part)
    {
        var places = new List<Place>();
        for (int c = part.Components.First; c < Math.Min(part.Components.End, components.Length); c++)
        {
            TileComponent component = components[c];
            for (int r = part.Resolutions.First; r < Math.Min(part.Resolutions.End, component.Resolutions.Length); r++)
            {
                Resolution resolution = component.Resolutions[r];
                for (int k = 0; k < resolution.Precincts; k++)
                {
                    (long x, long y) = Position(component, resolution, k);
                    places.Add(new Place(c, r, k, x, y));
                }
            }
        }

        return places;
    }

    /// <summary>Where a precinct begins on the reference grid; one that the tile cuts begins with the tile.</summary>
    private (long X, long Y) Position(TileComponent component, Resolution resolution, int precinct)
    {
        int halvings = component.Style.Levels - resolution.Index;
        int x = resolution.Cells.X0 + precinct % resolution.Cells.Width, y = resolution.Cells.Y0 + precinct / resolution.Cells.Width;
        long left = ((long)x << resolution.PrecinctSize.X) < resolution.Area.X0
            ? tile.X0
            : ((long)x << resolution.PrecinctSize.X << halvings) * component.Size.StepX;
        long top = ((long)y << resolution.PrecinctSize.Y) < resolution.Area.Y0
            ? tile.Y0
            : ((long)y << resolution.PrecinctSize.Y << halvings) * component.Size.StepY;
        return (left, top);
    }

    private readonly record struct Place(int Component, int Resolution, int Precinct, long X, long Y)
    {
        public (int, int, int) ByResolution() => (Resolution, Component, Precinct);

        public (int, long, long, int, int) ByResolutionAndPosition() => (Resolution, Y, X, Component, Precinct);

        public (long, long, int, int, int) ByPosition() => (Y, X, Component, Resolution, Precinct);

        public (int, long, long, int, int) ByComponent() => (Component, Y, X, Resolution, Precinct);
    }
}
