using System.Globalization;
using Vesalius.Dicom.Codecs;
using Vesalius.Imaging;

namespace Vesalius.Dicom.Series;

/// <summary>
/// Splits the frames of one series into stacks that can be volumes: same format, orientation, pixel size and coordinate system, and at
/// every
/// place one frame.
/// </summary>
internal static class SeriesSplitting
{
    /// <summary>Two positions closer than this are one, in millimetres.</summary>
    private const double SamePlaceMm = 0.01;

    private const double SameDirection = 1e-3;

    private static readonly Comparer<DicomFrame> ByNumber = Comparer<DicomFrame>.Create(CompareNumbers);

    private static readonly Comparer<DicomFrame> ByDepth = Comparer<DicomFrame>.Create(CompareDepths);

    /// <summary>The stacks of one series' frames, each sorted.</summary>
    public static IEnumerable<FrameStack> Split(IReadOnlyList<DicomFrame> frames)
    {
        foreach (List<DicomFrame> alike in Alike(frames))
        {
            if (alike[0].Plane is null)
            {
                foreach (FrameStack stack in Unplaced(alike))
                {
                    yield return stack;
                }

                continue;
            }

            foreach (FrameStack stack in AtPlaces([.. alike.OrderBy(frame => frame, ByDepth)]))
            {
                yield return stack;
            }
        }
    }

    /// <summary>Frames that could be slices of one volume.</summary>
    private static List<List<DicomFrame>> Alike(IReadOnlyList<DicomFrame> frames)
    {
        var groups = new Dictionary<string, List<List<DicomFrame>>>();
        foreach (DicomFrame frame in frames)
        {
            string key = Kind(frame);
            if (!groups.TryGetValue(key, out List<List<DicomFrame>>? sameFormat))
            {
                groups[key] = sameFormat = [];
            }

            if (sameFormat.Find(group => LieAlike(group[0], frame)) is { } found)
            {
                found.Add(frame);
            }
            else
            {
                sameFormat.Add([frame]);
            }
        }

        return [.. groups.Values.SelectMany(group => group)];
    }

    /// <summary>All that is the same in frames of one volume, but where they lie.</summary>
    private static string Kind(DicomFrame frame)
    {
        DicomInstance one = frame.Instance;
        FrameFormat format = one.Format!;
        return string.Join('\n', (string?[])
        [
            $"{format.Rows} {format.Columns} {format.SamplesPerPixel} {(int)one.Type!.Value}", format.PhotometricInterpretation,
            one.FrameOfReference, one.SopClass, frame.Marks.IsLocaliser ? "localiser" : null, frame.Plane is null ? "unplaced" : null, frame.Stack,
        ]);
    }

    private static bool LieAlike(DicomFrame a, DicomFrame b) =>
        Math.Abs(a.PixelSize.X - b.PixelSize.X) <= SameDirection * a.PixelSize.X
        && Math.Abs(a.PixelSize.Y - b.PixelSize.Y) <= SameDirection * a.PixelSize.Y
        && (a.Plane is not { } p || b.Plane is not { } q
            || ((p.Row - q.Row).Length < SameDirection && (p.Column - q.Column).Length < SameDirection));

    /// <summary>
    /// Pictures are by themselves; the frames of one file are a film, and single secondary captures of one size follow each other.
    /// </summary>
    private static IEnumerable<FrameStack> Unplaced(List<DicomFrame> frames)
    {
        bool areSlides = frames.Count > 1
            && frames.All(frame => frame.Instance.Frames.Count == 1 && !Modalities.ArePictures(frame.Instance.Modality));
        return areSlides
            ? [new FrameStack([.. frames.OrderBy(frame => frame, ByNumber)], null,
                ["the files give no positions; their order is that of the instance numbers, and the distance of slices is not known"])]
            : frames.GroupBy(frame => frame.Instance).Select(file => new FrameStack([.. file.OrderBy(frame => frame.Index)], null, []));
    }

    /// <summary>Frames in the order of their depth: split until no place has two.</summary>
    private static IEnumerable<FrameStack> AtPlaces(List<DicomFrame> frames)
    {
        List<string> notes = [];
        frames = WithoutCopies(frames, notes);
        if (IsUnique(frames))
        {
            return [new FrameStack(frames, null, notes)];
        }

        return ByMarks(frames, notes) ?? ByRank(frames, notes);
    }

    private static List<DicomFrame> WithoutCopies(List<DicomFrame> frames, List<string> notes)
    {
        List<DicomFrame> distinct =
            [.. frames.DistinctBy(FrameInPlace)];
        if (distinct.Count < frames.Count)
        {
            notes.Add($"{frames.Count - distinct.Count} frame(s) are there twice, under the same UID; one of each was taken");
        }

        return distinct;
    }

    /// <summary>The frame by the UID of its object and by where it lies.</summary>
    private static string FrameInPlace(DicomFrame frame)
    {
        DicomInstance one = frame.Instance;
        WorldPoint at = frame.Plane!.Value.Position; // Plus 0, since minus 0 is the same place.
        return string.Create(
            CultureInfo.InvariantCulture, $"{(one.SopInstance.Length > 0 ? one.SopInstance : one.Path)}\n{frame.Index}\n{at.X + 0.0:R} {at.Y + 0.0:R} {at.Z + 0.0:R}");
    }

    /// <summary>By the first marks, one or several together, that leave one frame at each place.</summary>
    private static FrameStack[]? ByMarks(List<DicomFrame> frames, List<string> notes)
    {
        int most = Places(frames).Max(place => place.Count);
        List<(string Name, Func<FrameMarks, string?> Value)> used = [];
        foreach ((string Name, Func<FrameMarks, string?> Value) mark in FrameMarks.Tried)
        {
            if (!Places(frames).Any(place => place.DistinctBy(frame => mark.Value(frame.Marks)).Count() > 1))
            {
                continue;
            }

            used.Add(mark);
            var parts = frames.GroupBy(frame => string.Join(", ", used.Select(one => $"{one.Name} {one.Value(frame.Marks) ?? "unknown"}")))
                .ToArray();
            if (parts.Length <= 2 * most && parts.All(part => IsUnique([.. part])))
            {
                string how = string.Join(" and ", used.Select(one => one.Name));
                return [.. parts.Select(
                    part => new FrameStack(
                    [.. part], part.Key, [.. notes, $"up to {most} frames lie at one place; they were told apart by {how}"]))];
            }
        }

        return null;
    }

    /// <summary>By the order in which the frames of each place were acquired: the first ones, the second ones, ….</summary>
    private static FrameStack[] ByRank(List<DicomFrame> frames, List<string> notes)
    {
        List<DicomFrame>[] places =
            [.. Places(frames).Select(place => place.OrderBy(frame => frame.Marks.Time, StringComparer.Ordinal).ThenBy(frame => frame, ByNumber).ToList())];
        int most = places.Max(place => place.Count);
        return [.. Enumerable.Range(0, most).Select(rank => new FrameStack(
            [.. places.Where(place => place.Count > rank).Select(place => place[rank])],
            $"pass {rank + 1} of {most}",
            [.. notes, $"up to {most} frames lie at one place; nothing but their time and number tells them apart"]))];
    }

    private static bool IsUnique(List<DicomFrame> frames) => Places(frames).All(place => place.Count == 1);

    /// <summary>Runs of frames at the same place.</summary>
    private static List<List<DicomFrame>> Places(List<DicomFrame> frames)
    {
        var places = new List<List<DicomFrame>>();
        foreach (DicomFrame frame in frames)
        {
            if (places.Count > 0 && Math.Abs(places[^1][0].Plane!.Value.Depth - frame.Plane!.Value.Depth) < SamePlaceMm)
            {
                places[^1].Add(frame);
            }
            else
            {
                places.Add([frame]);
            }
        }

        return places;
    }

    private static int CompareNumbers(DicomFrame a, DicomFrame b)
    {
        int order = (a.Instance.InstanceNumber ?? 0).CompareTo(b.Instance.InstanceNumber ?? 0);
        order = order != 0 ? order : string.CompareOrdinal(a.Instance.Path, b.Instance.Path);
        return order != 0 ? order : a.Index.CompareTo(b.Index);
    }

    private static int CompareDepths(DicomFrame a, DicomFrame b)
    {
        int order = a.Plane!.Value.Depth.CompareTo(b.Plane!.Value.Depth);
        return order != 0 ? order : CompareNumbers(a, b);
    }
}
