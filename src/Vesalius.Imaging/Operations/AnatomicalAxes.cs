namespace Vesalius.Imaging.Operations;

/// <summary>
/// The anatomical directions in which the three axes of a grid run, as a code of three letters: "LPS" says that x grows to the patient's
/// left, y to the back (posterior), z to the head (superior). The letters are those of the direction an axis grows TOWARDS, as in DICOM and
/// ITK's LPS+ and nibabel's RAS+ (some ITK tools write the letter an axis comes FROM).
/// </summary>
public sealed record AnatomicalAxes
{
    private const string Positive = "LPS";
    private const string Negative = "RAI";

    private static readonly Comparer<double[]> LineOrder = Comparer<double[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private AnatomicalAxes(string code) => Code = code;

    /// <summary>The axes of the world frame: left, posterior, superior.</summary>
    public static AnatomicalAxes Lps { get; } = new("LPS");

    /// <summary>The axes of NIfTI's world frame: right, anterior, superior.</summary>
    public static AnatomicalAxes Ras { get; } = new("RAS");

    /// <summary>All 48 codes, in alphabetical order.</summary>
    public static IReadOnlyList<AnatomicalAxes> All { get; } =
        [.. from x in "AILPRS" from y in "AILPRS" from z in "AILPRS" let code = $"{x}{y}{z}" where IsCode(code) select new AnatomicalAxes(code)];

    /// <summary>The three letters, in (x, y, z) order.</summary>
    public string Code { get; }

    /// <summary>Reads a code such as "LPS" or "ras".</summary>
    /// <exception cref="ArgumentException">The text is not three letters, one of each pair L/R, P/A, S/I.</exception>
    public static AnatomicalAxes Parse(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        string upper = code.ToUpperInvariant();
        return IsCode(upper)
            ? new AnatomicalAxes(upper)
            : throw new ArgumentException($"An orientation is three letters, one of each pair L/R, A/P, I/S, such as LPS or RAS; '{code}' came.", nameof(code));
    }

    /// <summary>
    /// The directions nearest to a grid's axes. Of an oblique grid each axis gets the anatomical direction it follows most, so that the three
    /// are always one of each pair: among all pairings the one with the greatest sum of cosines.
    /// </summary>
    public static AnatomicalAxes Of(Affine affine)
    {
        WorldVector[] steps = [affine.XStep.Normalized, affine.YStep.Normalized, affine.ZStep.Normalized];
        int[][] pairings = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        int[] nearest = pairings.MaxBy(worldAxes => Agreement(steps, worldAxes), LineOrder)!;
        return new AnatomicalAxes(string.Concat(Enumerable.Range(0, 3).Select(axis =>
            (RunsBackwards(steps[axis], nearest[axis]) ? Negative : Positive)[nearest[axis]])));
    }

    /// <summary>The directions nearest to a grid's axes.</summary>
    public static AnatomicalAxes Of(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Of(grid.Affine);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;

    /// <summary>How to rearrange axes that run like these so that they run like others.</summary>
    internal AxisPermutation To(AnatomicalAxes wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        string own = Code, other = wanted.Code;
        int[] axes = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).First(j => WorldAxis(own[j]) == WorldAxis(other[i])))];
        return new AxisPermutation(axes, [.. Enumerable.Range(0, 3).Select(i => own[axes[i]] != other[i])]);
    }

    /// <summary>
    /// How well a pairing agrees: the sum of cosines and then, for axes half-way between two directions, which lines are paired with L and P.
    /// These are told apart by the products of their parts, which do not depend on the order or the sense of the grid's axes, so that
    /// swapping and mirroring axes never changes which line is called what.
    /// </summary>
    private static double[] Agreement(WorldVector[] steps, int[] worldAxes)
    {
        double sum = Enumerable.Range(0, 3).Sum(axis => Math.Abs(Part(steps[axis], worldAxes[axis])));
        IEnumerable<double> Line(int worldAxis)
        {
            WorldVector step = steps[Array.IndexOf(worldAxes, worldAxis)];
            return [step.X * step.X, step.Y * step.Y, step.X * step.Y, step.X * step.Z, step.Y * step.Z];
        }

        return [.. new[] { sum }.Concat(Line(0)).Concat(Line(1)).Select(number => Math.Round(number, 9))];
    }

    /// <summary>Whether an axis runs against its direction; one at right angles to it is judged by the next direction in turn.</summary>
    private static bool RunsBackwards(WorldVector step, int worldAxis)
    {
        double deciding = Enumerable.Range(worldAxis, 3).Select(axis => Part(step, axis % 3)).FirstOrDefault(part => Math.Abs(part) > 1e-9);
        return deciding < 0;
    }

    private static bool IsCode(string code) => code.Length == 3 && code.All(letter => WorldAxis(letter) >= 0) && code.Select(WorldAxis).Distinct().Count() == 3;

    private static int WorldAxis(char letter) =>
        Math.Max(Positive.IndexOf(letter, StringComparison.Ordinal), Negative.IndexOf(letter, StringComparison.Ordinal));

    private static double Part(WorldVector vector, int axis) => axis switch { 0 => vector.X, 1 => vector.Y, _ => vector.Z };
}
