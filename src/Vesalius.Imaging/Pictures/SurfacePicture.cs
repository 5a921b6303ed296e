using Vesalius.Imaging.Surfaces;

namespace Vesalius.Imaging.Pictures;

/// <summary>
/// Pictures of surfaces as they look from outside the body, without perspective, so that lengths across can be compared: lit from the eye,
/// near ones before far ones, those of less than full opacity as glass.
/// </summary>
public static class SurfacePicture
{
    private const double Rim = 0.06;

    /// <summary>Draws surfaces.</summary>
    /// <param name="parts">The surfaces; those without triangles are left out.</param>
    /// <param name="plane">
    /// From where: coronal from the front, sagittal from the patient's left, axial from the feet; sides as on slices of that plane.
    /// </param>
    /// <param name="pixels">Pixels across and down, at least 1; all surfaces fit into them.</param>
    /// <param name="background">What lies behind everything; white when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be no pixel.</exception>
    public static RgbPicture Of(IReadOnlyList<ModelPart> parts, SlicePlane plane, int pixels, Rgb? background = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var picture = new RgbPicture(pixels, pixels, background ?? new Rgb(255, 255, 255));
        ModelPart[] shown = [.. parts.Where(part => part.Mesh.Triangles.Length > 0 && part.Opacity > 0)];
        if (shown.Length == 0)
        {
            return picture;
        }

        var view = SurfaceView.Around(shown.SelectMany(part => part.Mesh.Vertices), plane, pixels, Rim);
        float[] depth = new float[pixels * pixels];
        Array.Fill(depth, float.PositiveInfinity);
        foreach (ModelPart part in shown.Where(part => part.Opacity >= 1))
        {
            new SurfaceRaster(picture, depth).Draw(part, view);
        }

        // Glass from the far to the near: each shows its own nearest side over what is behind it.
        foreach (ModelPart part in shown.Where(part => part.Opacity < 1).OrderByDescending(part => view.DepthOf(part.Mesh)))
        {
            RgbPicture layer = picture.Copy();
            new SurfaceRaster(layer, (float[])depth.Clone()).Draw(part, view);
            Blending.Into(picture, layer, part.Opacity);
        }

        return picture;
    }
}
