using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// A case where its prediction disagrees most with its reference: in each anatomical plane the slice with the most voxels that differ, cut
/// to
/// the structures on it.
/// </summary>
public static class DisagreementPictures
{
    private const int WantedPixels = 384;
    private const double MarginFraction = 0.2, LeastAspect = 1;
    private const int LeastMargin = 4;

    /// <summary>Draws a case: three planes of a volume, or the one image of a planar grid.</summary>
    /// <param name="reference">The true labels.</param>
    /// <param name="prediction">The labels to judge, on the same grid.</param>
    /// <param name="scan">The image on the same grid; null for the masks alone.</param>
    /// <param name="options">Which labels were evaluated, and which voxels nobody annotated.</param>
    /// <exception cref="GridMismatchException">The prediction or the image lies on another grid than the reference.</exception>
    public static IReadOnlyList<DisagreementView> Of(LabelMap reference, LabelMap prediction, Volume<float>? scan,
        EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(options);
        if (scan is not null)
        {
            reference.Grid.Expect(scan.Grid, "the image");
        }

        var found = Disagreement.Of(reference, prediction, options);
        IntensityWindow window = scan is null ? new IntensityWindow(-1, 8) : IntensityWindow.OfPercentiles(scan);
        int[] axes = reference.Grid.Dimensions == 2 ? [2] : [0, 1, 2];
        return [.. axes.Select(axis => View(found, scan, window, axis)).OrderBy(view => view.Plane)];
    }

    private static DisagreementView View(Disagreement found, Volume<float>? scan, IntensityWindow window, int axis)
    {
        Volume<ushort> state = found.State.Voxels;
        int slice = SliceToShow(state, axis);
        VoxelBox box = Around(state, axis, slice);
        Volume<float> image = scan is null ? new Volume<float>(box.RegionOf(state.Grid)) : box.Cut(scan);
        LabelMap Cut(LabelMap map, LabelTable table) => new([.. map.Layers.Select(box.Cut)], table);
        Volume<ushort> shown = box.Cut(state);
        SlicePlane plane = SlicePicture.PlaneAcross(state.Grid, axis);
        RgbPicture picture = SlicePicture.Of(image, plane, 0, window, PixelMm(image.Grid, axis));
        picture = SlicePicture.WithLabels(
            picture, Differences(shown, found.State.Table, scan is not null), plane, 0, new OverlayStyle(0.5, 0.5));
        picture = SlicePicture.WithLabels(
            picture, Cut(found.Reference, Colored(found.Reference.Table, _ => new Rgb(255, 255, 255))), plane, 0,
            OverlayStyle.Outline with { OutlinePixels = 3 });
        picture = SlicePicture.WithLabels(
            picture, Cut(found.Prediction, Colored(found.Prediction.Table, Rgb.ForLabel)), plane, 0,
            OverlayStyle.Outline with { OutlinePixels = 1 });
        return new DisagreementView(plane, slice, state.Size[axis], Lettered(picture, plane, state.Grid))
        {
            Missed = shown.Voxels.Count((ushort)Disagreement.Missed),
            Added = shown.Voxels.Count((ushort)Disagreement.Added),
            Confused = shown.Voxels.Count((ushort)Disagreement.Confused),
        };
    }

    /// <summary>
    /// The slice with the most voxels that differ; without any, the one with the most of the structures; else the middle.
    /// </summary>
    private static int SliceToShow(Volume<ushort> state, int axis)
    {
        long[] differing = new long[state.Size[axis]], agreeing = new long[state.Size[axis]];
        foreach ((int[] place, ushort value, int count) in Runs(state))
        {
            long[] counts = value == Disagreement.Agreed ? agreeing : differing;
            for (int step = 0; step < (axis == 0 ? count : 1); step++)
            {
                counts[place[axis] + step] += axis == 0 ? 1 : count;
            }
        }

        long[] wanted = differing.Any(count => count > 0) ? differing : agreeing;
        return wanted.Any(count => count > 0) ? Array.IndexOf(wanted, wanted.Max()) : wanted.Length / 2;
    }

    /// <summary>The structures of a slice with a margin, not much longer than wide, within the grid.</summary>
    private static VoxelBox Around(Volume<ushort> state, int axis, int slice)
    {
        Size3 size = state.Size;
        int[] first = [size.X, size.Y, size.Z], last = [-1, -1, -1];
        foreach ((int[] place, _, int count) in Runs(state))
        {
            int end = place[0] + count - 1;
            if (axis == 0 ? place[0] <= slice && slice <= end : place[axis] == slice)
            {
                for (int a = 0; a < 3; a++)
                {
                    (first[a], last[a]) = (Math.Min(first[a], place[a]), Math.Max(last[a], a == 0 ? end : place[a]));
                }
            }
        }

        Spacing spacing = state.Grid.Spacing;
        double longest = Enumerable.Range(0, 3).Where(a => a != axis).Max(a => (last[a] - first[a] + 1) * spacing[a]);
        for (int a = 0; a < 3; a++)
        {
            (first[a], last[a]) = a == axis ? (slice, slice)
                : last[a] < 0 ? (0, size[a] - 1)
                : Widened((first[a], last[a]), size[a], longest / spacing[a]);
        }

        return new VoxelBox(first[0], first[1], first[2], last[0], last[1], last[2]);
    }

    private static (int First, int Last) Widened((int First, int Last) range, int count, double longest)
    {
        int margin = Math.Max(LeastMargin, (int)(MarginFraction * longest)),
            missing = (int)(LeastAspect * longest) - (range.Last - range.First + 1);
        margin += Math.Max(0, missing / 2);
        return (Math.Max(0, range.First - margin), Math.Min(count - 1, range.Last + margin));
    }

    /// <summary>The runs of one state along x: where each starts, its state, and how many voxels it has. The place is reused.</summary>
    private static IEnumerable<(int[] Place, ushort State, int Count)> Runs(Volume<ushort> state)
    {
        int[] place = new int[3];
        for (int start = 0, end; start < state.Array.Length; start = end)
        {
            ushort value = state.Array[start];
            int rowEnd = start - start % state.Size.X + state.Size.X,
                other = state.Array.AsSpan(start, rowEnd - start).IndexOfAnyExcept(value);
            end = other < 0 ? rowEnd : start + other;
            if (value != 0)
            {
                (place[0], place[1], place[2]) =
                    (start % state.Size.X, start / state.Size.X % state.Size.Y, start / state.Size.X / state.Size.Y);
                yield return (place, value, end - start);
            }
        }
    }

    private static double PixelMm(Grid grid, int axis) =>
        Enumerable.Range(0, 3).Where(other => other != axis).Max(other => grid.Size[other] * grid.Spacing[other]) / WantedPixels;

    /// <summary>What is filled: differences; over bare masks also what agrees, so that it can be seen at all.</summary>
    private static LabelMap Differences(Volume<ushort> state, LabelTable table, bool overScan) =>
        new(overScan ? state.Map(value => value == Disagreement.Agreed ? (ushort)0 : value) : state, table);

    private static LabelTable Colored(LabelTable table, Func<int, Rgb> colorOf) =>
        new(table.Select(label => label with { Color = colorOf(label.Value) }));

    private static RgbPicture Lettered(RgbPicture picture, SlicePlane plane, Grid grid)
    {
        if (grid.Dimensions == 3)
        {
            (string left, string right, string above, string below) = plane switch
            {
                SlicePlane.Axial => ("R", "L", "A", "P"),
                SlicePlane.Coronal => ("R", "L", "S", "I"),
                _ => ("A", "P", "S", "I"),
            };
            var color = new Rgb(255, 255, 160);
            (int middleX, int middleY) = (picture.Width / 2 - 5, picture.Height / 2 - 7);
            picture.DrawText(left, (4, middleY), color, 2);
            picture.DrawText(right, (picture.Width - 14, middleY), color, 2);
            picture.DrawText(above, (middleX, 4), color, 2);
            picture.DrawText(below, (middleX, picture.Height - 18), color, 2);
        }

        return picture;
    }
}
