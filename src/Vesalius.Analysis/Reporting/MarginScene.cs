using Vesalius.Analysis.Planning;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Reporting;

/// <summary>The target's surface in the colours of its margins, and around it the structures as glass.</summary>
public static class MarginScene
{
    private const int MostTriangles = 8_000;
    private const double Glass = 0.25;
    private static readonly Rgb Unknown = MarginColors.Of(double.NaN);

    /// <summary>
    /// The surfaces: of the target one for each range of margins that occurs, thinned out for the eye as far as a quarter of a millimetre
    /// lets; then the organ, the structures and the zone.
    /// </summary>
    /// <param name="labels">The label map the plan was made of.</param>
    /// <param name="plan">The margins.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IReadOnlyList<ModelPart> Of(LabelMap labels, MarginPlan plan, MarginOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        Label[] around = [.. new[] { options.Organ, options.Ablation, options.Resection }.OfType<Label>().Concat(options.Structures).Distinct()];
        IEnumerable<ModelPart> target = plan.Decisive is { } margin ? Bands(margin, [.. options.BoundsMm], cancellation) : [];
        return [.. target, .. SurfaceModel.Of(labels, around, cancellation).Select(part => part with { Opacity = Glass })];
    }

    // A triangle belongs to the range of its three vertices' mean, so that the ranges together are the whole surface.
    private static IEnumerable<ModelPart> Bands(SurfaceMargin margin, double[] bounds, CancellationToken cancellation)
    {
        IEnumerable<IGrouping<int, Triangle>> bands = margin.Target.Triangles
            .GroupBy(t => BandOf((margin.AtVerticesMm[t.A] + margin.AtVerticesMm[t.B] + margin.AtVerticesMm[t.C]) / 3, bounds))
            .OrderBy(band => band.Key);
        foreach (IGrouping<int, Triangle> band in bands)
        {
            Mesh mesh = Thinned(Part(margin.Target, [.. band]), cancellation);
            if (mesh.Triangles.Length > 0)
            {
                yield return new ModelPart(mesh, Name(band.Key, bounds), band.Key < 0 ? Unknown : MarginColors.Of(Middle(band.Key, bounds)));
            }
        }
    }

    private static int BandOf(double mm, double[] bounds) => double.IsNaN(mm) ? -1 : bounds.Count(bound => mm >= bound);

    private static string Name(int band, double[] bounds) => band < 0 ? "margin not measured"
        : bounds.Length == 0 ? "target"
        : band == 0 ? $"margin below {bounds[0]:0.#} mm"
        : band == bounds.Length ? $"margin {bounds[^1]:0.#} mm and above" : $"margin {bounds[band - 1]:0.#} to {bounds[band]:0.#} mm";

    private static double Middle(int band, double[] bounds) => bounds.Length == 0 ? double.NaN
        : band == 0 ? bounds[0] - 5 : band == bounds.Length ? bounds[^1] : (bounds[band - 1] + bounds[band]) / 2;

    private static Mesh Part(Mesh mesh, Triangle[] triangles)
    {
        var places = new Dictionary<int, int>();
        int At(int vertex) => places.TryGetValue(vertex, out int place) ? place : places[vertex] = places.Count;
        Triangle[] own = [.. triangles.Select(t => new Triangle(At(t.A), At(t.B), At(t.C)))];
        return new Mesh([.. places.OrderBy(pair => pair.Value).Select(pair => mesh.Vertices[pair.Key])], own);
    }

    private static Mesh Thinned(Mesh mesh, CancellationToken cancellation)
    {
        for (double error = 0.25; mesh.Triangles.Length > MostTriangles; error *= 2)
        {
            mesh = new MeshDecimation { Triangles = MostTriangles, MaximumErrorMm = error }.Apply(mesh, cancellation);
            if (mesh.Vertices.Length <= ushort.MaxValue)
            {
                break;
            }
        }

        return mesh;
    }
}
