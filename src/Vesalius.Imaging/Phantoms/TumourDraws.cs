using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>Draws the tumours of a patient and what becomes of them, and finds places where they fit.</summary>
internal sealed class TumourDraws(Random random, AbdomenAnatomy anatomy, PhantomOptions options)
{
    private const double LargestKidneyTumourMl = 12;
    private const int Attempts = 600;

    private readonly List<TumourCourse> courses = [];

    /// <summary>All tumours that either scan shows. The first always changes; the volume of those that find no room is lessened until they do.</summary>
    public IReadOnlyList<TumourCourse> Draw()
    {
        PhantomRange count = options.TumourCount;
        int wanted = random.Next((int)count.Low, (int)count.High + 1);
        for (int i = 0; i < wanted; i++)
        {
            Add(i == 0 ? (TumourFate)random.Next((int)TumourFate.Grown, (int)TumourFate.Shrunk + 1) : (TumourFate)random.Next(0, (int)TumourFate.New));
        }

        if (wanted > 0 && random.Next(2) == 0)
        {
            Add(TumourFate.New);
        }

        return courses;
    }

    private void Add(TumourFate fate)
    {
        PhantomOrgan organ = random.NextDouble() < 0.6 ? PhantomOrgan.Liver : PhantomOrgan.Kidney;
        var shape = new TumourShape(random, spiculated: random.NextDouble() < options.SpiculatedShare);
        PhantomRange range = options.TumourVolumeMl;
        double volume = Math.Exp(new PhantomRange(Math.Log(range.Low), Math.Log(range.High)).Draw(random));
        double most = organ == PhantomOrgan.Kidney ? Math.Max(range.Low, Math.Min(LargestKidneyTumourMl, range.High)) : range.High;
        for (volume = Math.Min(volume, most); volume >= 0.02; volume *= 0.7)
        {
            double later = volume * Growth(fate);
            var largest = new PlacedTumour(courses.Count + 1, organ, default, shape, PlacedTumour.ScaleFor(shape, Math.Max(volume, later)));
            if (FindPlace(largest) is not { } place)
            {
                continue;
            }

            PlacedTumour At(double volumeMl) => largest with { Place = place, Scale = PlacedTumour.ScaleFor(shape, volumeMl) };
            courses.Add(new TumourCourse(
                fate == TumourFate.New ? null : At(volume),
                fate == TumourFate.Gone ? null : At(fate == TumourFate.New ? volume : later),
                fate));
            return;
        }
    }

    private double Growth(TumourFate fate) => fate switch
    {
        TumourFate.Grown => random.Between(1.5, 2.5),
        TumourFate.Shrunk => random.Between(0.25, 0.6),
        TumourFate.Stable => random.Between(0.96, 1.04),
        _ => 1,
    };

    private Vector3? FindPlace(PlacedTumour tumour)
    {
        Vector3 extent = anatomy.Extent;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Vector3 place = new Vector3(random.Between(-0.5, 0.5), random.Between(-0.5, 0.5), random.Between(-0.5, 0.5)) * extent;
            PlacedTumour placed = tumour with { Place = place };
            if (IsInView(placed) && IsRooted(placed) && IsApart(placed) && IsClearOfOthers(placed))
            {
                return place;
            }
        }

        return null;
    }

    private bool IsInView(PlacedTumour tumour) => Math.Abs(tumour.Place.Z) + tumour.Reach < anatomy.Extent.Z / 2 - 14;

    private bool IsRooted(PlacedTumour tumour) =>
        anatomy.OrganDistance(tumour.Organ, tumour.Place) < -tumour.Scale * (tumour.Organ == PhantomOrgan.Liver ? 0.5f : 0.1f);

    private bool IsApart(PlacedTumour tumour) => courses.TrueForAll(other =>
        Vector3.Distance(other.Largest.Place, tumour.Place) > other.Largest.Reach + tumour.Reach + 5);

    /// <summary>Whether the surface lies in liver, kidney or fat only: nothing is grown into that would not be drawn so.</summary>
    private bool IsClearOfOthers(PlacedTumour tumour) => TumourShape.SurfacePoints(tumour.Shape)
        .Where((_, i) => i % 4 == 0)
        .All(point => anatomy.At(tumour.Place + point * tumour.Scale)
            is Tissue.Liver or Tissue.LiverVessel or Tissue.KidneyCortex or Tissue.KidneyMedulla or Tissue.Fat);
}
