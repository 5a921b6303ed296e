using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Tests.Reporting;

public sealed class LesionPlanesTests
{
    [Fact]
    public void A_lesion_is_shown_in_three_planes_the_measured_one_first()
    {
        LabelMap labels = SceneTests.Labels();
        RegionMeasurement inner = Vesalius.Analysis.Measurement.Measurement.Of(labels).Single(one => one.Label.Value == 2).Lesions[0];
        var planes = LesionPicture.Planes(inner, labels);
        Assert.Equal([SlicePlane.Axial, SlicePlane.Coronal, SlicePlane.Sagittal], planes.Select(view => view.Plane));
        Assert.Equal(LesionPicture.Of(inner, labels).Pixels.ToArray(), planes[0].Picture.Pixels.ToArray());

        // The green of the lesion's outline is on each of them.
        Assert.All(planes, view => Assert.Contains(
            Enumerable.Range(0, view.Picture.Width * view.Picture.Height),
            i => view.Picture[i % view.Picture.Width, i / view.Picture.Width] == new Rgb(10, 220, 30)));
    }

    [Fact]
    public void A_planar_image_has_one_plane()
    {
        var mask = new Volume<ushort>(Grid.Planar(9, 9));
        mask[4, 4, 0] = mask[5, 4, 0] = 1;
        var labels = new LabelMap(mask, LabelTable.Unnamed([1]));
        Assert.Single(LesionPicture.Planes(Vesalius.Analysis.Measurement.Measurement.Of(labels)[0].Lesions[0], labels));
    }
}
