using Vesalius.Analysis.Tracking;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Registration;

namespace Vesalius.Cli.Tracking;

/// <summary>How <c>track</c> lays later visits over the first one: as given in files, as found in the scans, or not at all.</summary>
internal sealed record VisitRegistration
{
    /// <summary>Which linear maps are looked for; null for none.</summary>
    public RegistrationKind? Kind { get; init; }

    /// <summary>A mask of the first scan: only points inside it are compared; null for all.</summary>
    public string? Mask { get; init; }

    /// <summary>Files of transforms, one per later visit; empty for none.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether a deformation is looked for on top.</summary>
    public bool IsDeformable { get; init; }

    /// <summary>The folder that gets the transforms; null to keep none.</summary>
    public string? SaveTo { get; init; }

    /// <summary>Whether scans are needed.</summary>
    public bool NeedsScans => Kind is not null || IsDeformable;

    /// <summary>Refuses what does not fit together.</summary>
    /// <param name="visits">How many visits there are.</param>
    /// <param name="comparesScans">Whether scans are compared for changes too, which takes the mask.</param>
    public void Check(int visits, bool comparesScans)
    {
        if (Files.Count > 0 && Kind is not null)
        {
            throw Failure.Usage("--transforms gives the maps that --register would look for; give one of them.");
        }

        if (Files.Count > 0 && Files.Count != visits - 1)
        {
            throw Failure.Usage($"--transforms takes a file for each of the {visits - 1} later visits, in their order; "
                + $"{Files.Count} came.");
        }

        if (Mask is not null && !NeedsScans && !comparesScans)
        {
            throw Failure.Usage("--mask says where scans are compared; add --register rigid, --register affine or --deformable.");
        }

        if (SaveTo is not null && Files.Count == 0 && !NeedsScans)
        {
            throw Failure.Usage("--save-transforms keeps what registration finds; add --register rigid, "
                + "--register affine or --deformable.");
        }
    }

    /// <summary>How a later visit lies against the first; null when nothing was asked for.</summary>
    public LaidVisit? Of(TrackingVisit first, TrackingVisit visit, int number, CancellationToken cancellation)
    {
        if (Files.Count == 0 && !NeedsScans)
        {
            return null;
        }

        Volume<bool>? mask = Mask is { } path ? ReadMask(path) : null;
        RegistrationMap? given = Files.Count > 0 ? Failure.Reading(() => TransformFile.Read(Files[number - 1])) : null;
        RegistrationResult? linear = Kind is { } kind
            ? ImageRegistration.Align(
                first.Image!, visit.Image!, new RegistrationOptions { Kind = kind, FixedMask = mask }, cancellation)
            : null;
        RegistrationMap map = given ?? new RegistrationMap(linear?.FixedToMoving ?? WorldTransform.Identity);
        DeformableResult? deformable = IsDeformable
            ? DeformableRegistration.Refine(
                first.Image!, visit.Image!, map.Linear, new DeformableOptions { FixedMask = mask }, cancellation)
            : null;
        var laid = new LaidVisit(deformable?.FixedToMoving ?? map, linear, deformable);
        Save(laid.FirstToThis, visit.Name);
        return laid;
    }

    /// <summary>Where the label map of a file has any label.</summary>
    public static Volume<bool> ReadMask(string path) =>
        Failure.Reading(() => VolumeFile.ReadLabels(path)).Voxels.Map(value => value > 0);

    private void Save(RegistrationMap map, string visit)
    {
        if (SaveTo is not null)
        {
            string path = Path.Combine(SaveTo, $"{visit}.tfm");
            Failure.Writing(path, () =>
            {
                Directory.CreateDirectory(SaveTo);
                TransformFile.Write(path, map);
            });
        }
    }
}
