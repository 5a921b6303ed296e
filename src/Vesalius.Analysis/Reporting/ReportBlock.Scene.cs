using System.Globalization;
using System.Xml.Linq;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Reporting;

/// <content>Surfaces that a reader turns.</content>
public abstract partial record ReportBlock
{
    /// <summary>
    /// Surfaces to turn and to look through. Where there is no script, no WebGL, or paper, pictures from the front, the left and the feet
    /// stand instead.
    /// </summary>
    /// <param name="Parts">The surfaces, in the patient (LPS+ mm); of each at most 65,535 vertices.</param>
    /// <param name="Caption">What they show.</param>
    public sealed record Scene(IReadOnlyList<ModelPart> Parts, string Caption) : ReportBlock
    {
        private const int StillPixels = 360;

        internal override XElement Render() => new(
            "figure",
            new XAttribute("class", "scene"),
            Still(),
            new ReportBlock.Key([.. Parts.Select(part => (part.Color, part.Name))]).Render(),
            Markup.Text("figcaption", Caption),
            Parts.Select(PackedMesh.ToElement));

        private XElement Still()
        {
            SlicePlane[] planes = [SlicePlane.Coronal, SlicePlane.Sagittal, SlicePlane.Axial];
            var montage = new RgbPicture(planes.Length * StillPixels, StillPixels, new Rgb(255, 255, 255));
            foreach ((int i, SlicePlane plane) in planes.Index())
            {
                montage.Paste(SurfacePicture.Of(Parts, plane, StillPixels), i * StillPixels, 0);
            }

            string names = string.Join(", ", Parts.Select(part => part.Name));
            return new XElement(
                "img",
                new XAttribute("class", "still"),
                new XAttribute("src", "data:image/png;base64," + Convert.ToBase64String(montage.ToPng())),
                new XAttribute("alt", Markup.Clean($"{names}: seen from the front, from the patient's left and from the feet")));
        }
    }
}
