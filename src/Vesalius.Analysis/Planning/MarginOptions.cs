using Vesalius.Imaging;

namespace Vesalius.Analysis.Planning;

/// <summary>What a plan is asked for.</summary>
public sealed record MarginOptions
{
    /// <summary>What is to be removed or destroyed: the tumour.</summary>
    public required Label Target { get; init; }

    /// <summary>What the target's distance and contact to is wanted: vessels, bile ducts, neighbours.</summary>
    public IReadOnlyList<Label> Structures { get; init; } = [];

    /// <summary>The organ the target lies in, for volumes and for its surface; null for none.</summary>
    public Label? Organ { get; init; }

    /// <summary>What a label map cuts out of the organ and yet belongs to it: vessels, cysts, other tumours. The target does
    /// anyway.</summary>
    public IReadOnlyList<Label> OrganParts { get; init; } = [];

    /// <summary>The zone that was or will be ablated; null for none.</summary>
    public Label? Ablation { get; init; }

    /// <summary>The specimen that was or will be removed; null for none.</summary>
    public Label? Resection { get; init; }

    /// <summary>A plane along which the organ is cut; null for none.</summary>
    public CutPlane? Plane { get; init; }

    /// <summary>Millimetres around the target that make its shell; 0 for no shell.</summary>
    public double ShellMm { get; init => field = Checked(value, nameof(ShellMm)); }

    /// <summary>Surfaces nearer than this touch, in mm.</summary>
    public double ContactMm { get; init => field = Checked(value, nameof(ContactMm)); } = 1;

    /// <summary>
    /// The target's surface less than this below the organ's is left out of the ablation margin, in mm: there is nothing to ablate beyond.
    /// 0 leaves nothing out.
    /// </summary>
    public double SubcapsularMm { get; init => field = Checked(value, nameof(SubcapsularMm)); }

    /// <summary>How far the images that the labels come from may be displaced against each other, in mm.</summary>
    public double RegistrationErrorMm { get; init => field = Checked(value, nameof(RegistrationErrorMm)); }

    /// <summary>The bounds of the histogram of margins, ascending, in mm.</summary>
    public IReadOnlyList<double> BoundsMm { get; init; } = [0, 5, 10];

    /// <summary>By how much the target is grown for the points of the coverage curve, in mm.</summary>
    public IReadOnlyList<double> GrownMm { get; init; } = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    private static double Checked(double value, string name) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A number of millimetres, 0 or more, was expected.");
}
