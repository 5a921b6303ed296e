using Vesalius.Analysis.Reporting;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Plans;

namespace Vesalius.Cli.Training;

/// <summary>Training patches as the network sees them: the slice with most of the structures, and their outlines.</summary>
internal static class PatchPictures
{
    private const int Pixels = 240;

    /// <summary>One picture per patch.</summary>
    public static IEnumerable<ReportBlock.Picture> Of(SegmentationPlan plan, IEnumerable<TrainingSample> patches) =>
        patches.Select(patch => new ReportBlock.Picture(Draw(plan, patch).ToPng(), patch.CaseId));

    private static RgbPicture Draw(SegmentationPlan plan, TrainingSample patch)
    {
        Spacing spacing = plan.WorkingGrid is WorkingGrid.OfSpacing one ? one.Spacing : new Spacing(1, 1, 1);
        Grid grid = Grid.Of(patch.Size, spacing);
        var image = new Volume<float>(grid, patch.Channel(0).ToArray());
        var labels = new Volume<ushort>(grid, Array.ConvertAll(patch.Labels, label => label == byte.MaxValue ? (ushort)0 : (ushort)label));
        LabelMap map = MapOf(plan, patch, labels);
        int slice = Enumerable.Range(0, patch.Size.Z).MaxBy(z => (Count(labels, z), -Math.Abs(z - patch.Size.Z / 2)));
        double pixel = Math.Max(patch.Size.X * spacing.X, patch.Size.Y * spacing.Y) / Pixels;
        RgbPicture picture = SlicePicture.Of(image, SlicePlane.Axial, slice, IntensityWindow.OfPercentiles(image), pixel);
        return SlicePicture.WithLabels(picture, map, SlicePlane.Axial, slice, OverlayStyle.Outline);
    }

    /// <summary>The structures of a patch; where they may overlap its labels are taken apart into what they stand for.</summary>
    private static LabelMap MapOf(SegmentationPlan plan, TrainingSample patch, Volume<ushort> labels)
    {
        Label[] table = [.. plan.Labels.Select((label, i) => new Label(i + 1, label.Name, Rgb.ForLabel(i + 1)))];
        return patch.Combinations is not { } combinations ? new LabelMap(labels, new LabelTable(table))
            : LabelMap.OfMasks(labels.Grid, table.Select((label, i) => (label, labels.Map(code => (combinations[code] >> i & 1) != 0))));
    }

    private static int Count(Volume<ushort> labels, int slice) => labels.Slice(slice).Length - labels.Slice(slice).Count((ushort)0);
}
