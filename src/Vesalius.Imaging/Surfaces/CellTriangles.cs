namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The triangles of each of the 256 cells of marching cubes (Lorensen and Cline 1987), made from two rules instead of typed in: the loops of
/// <see cref="CellLoops"/>, and for each loop the fan of triangles with the greatest area; the loop of seven edges is cut from the one corner
/// on its mirror plane. These rules give the areas of the table in common use (Bourke's), for any spacing.
/// </summary>
internal static class CellTriangles
{
    private static readonly byte[][] Separated = [.. Enumerable.Range(0, 256).Select(Build)];

    /// <summary>Three edges per triangle, counter-clockwise as seen from the unset side.</summary>
    /// <param name="code">Bit <c>k</c> says whether corner <c>k</c> of the cell is set.</param>
    public static ReadOnlySpan<byte> Of(int code) => Separated[code];

    private static byte[] Build(int code) => [.. CellLoops.Of(code).SelectMany(loop => Fan(loop, Apex(loop)))];

    private static IEnumerable<byte> Fan(int[] loop, int apex)
    {
        for (int k = 1; k + 1 < loop.Length; k++)
        {
            yield return (byte)loop[apex];
            yield return (byte)loop[(apex + k) % loop.Length];
            yield return (byte)loop[(apex + k + 1) % loop.Length];
        }
    }

    private static int Apex(int[] loop)
    {
        IEnumerable<int> corners = Enumerable.Range(0, loop.Length);
        return loop.Length == 7 ? corners.Single(i => IsOnMirrorPlane(loop, i)) : corners.MaxBy(i => Math.Round(FanArea(loop, i), 9));
    }

    private static bool IsOnMirrorPlane(int[] loop, int corner)
    {
        WorldPoint apex = Middle(loop[corner]);
        return Enumerable.Range(1, 3).All(k =>
            apex.DistanceTo(Middle(loop[(corner + k) % 7])) == apex.DistanceTo(Middle(loop[(corner + 7 - k) % 7])));
    }

    private static double FanArea(int[] loop, int apex) => Fan(loop, apex).Chunk(3).Sum(t =>
        0.5 * (Middle(t[1]) - Middle(t[0])).Cross(Middle(t[2]) - Middle(t[0])).Length);

    private static WorldPoint Middle(int edge) => Affine.Identity.Apply(CellGeometry.Middle(edge));
}
