using System.CommandLine;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Cli.Verbs;

/// <summary>The options of <c>measure</c> that ask for radiomic features.</summary>
internal static class RadiomicsOptions
{
    private static readonly Option<string?> Profile = new Option<string?>("--radiomics")
    {
        Description = "Also all radiomic features of each structure and lesion, by the definitions of the IBSI or of PyRadiomics. Needs --image.",
    }.AcceptOnlyFromAmong("ibsi", "pyradiomics");

    private static readonly Option<double?> BinWidth = new("--bin-width") { Description = "Radiomics: intensities are put in bins of this width." };
    private static readonly Option<int?> BinCount = new("--bin-count") { Description = "Radiomics: intensities are put in so many bins." };

    private static readonly Option<double[]?> Resample = OptionParsing.Numbers(
        "--resample", "Radiomics: new spacing in mm, x,y,z; or x,y to keep the slices (ibsi only).");

    private static readonly Option<double[]?> Range = OptionParsing.Numbers(
        "--intensity-range", "Radiomics (ibsi): only intensities from,to count.", 2);

    private static readonly Option<double?> Sigma = new("--outlier-sigma")
    {
        Description = "Radiomics: only intensities within so many standard deviations of the mean count.",
    };

    private static readonly WordOption<TextureSpan> Textures = new(
        "--textures", "Radiomics: textures to all neighbours (volume), within the slices, or both (ibsi only).");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [Profile, BinWidth, BinCount, Resample, Range, Sigma, Textures];

    /// <summary>The settings that were asked for, or null.</summary>
    public static RadiomicsSettings? Of(ParseResult parsed, bool hasImage)
    {
        string? profile = parsed.GetValue(Profile);
        if (profile is null)
        {
            Option? lost = All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
            return lost is null
                ? null
                : throw Failure.Usage($"{lost.Name} says how radiomic features are taken; add --radiomics ibsi or --radiomics pyradiomics.");
        }

        if (!hasImage)
        {
            throw Failure.Usage("--radiomics needs the scan: add --image FILE.");
        }

        (double? width, int? count) = (parsed.GetValue(BinWidth), parsed.GetValue(BinCount));
        if (width is not (null or > 0) || count is not (null or >= 1) || (width is not null && count is not null))
        {
            throw Failure.Usage("Bins have a width above 0 (--bin-width) or a number of 1 or more (--bin-count), not both.");
        }

        if (parsed.GetValue(Sigma) is not (null or > 0))
        {
            throw Failure.Usage("--outlier-sigma is a number of standard deviations above 0.");
        }

        return profile == "ibsi" ? Ibsi(parsed, width, count) : PyRadiomics(parsed, width, count);
    }

    private static IbsiSettings Ibsi(ParseResult parsed, double? width, int? count)
    {
        var defaults = new IbsiSettings();
        return defaults with
        {
            GreyLevels = width is { } wide ? new Discretisation.FixedWidth(wide)
                : count is { } many ? new Discretisation.FixedCount(many) : defaults.GreyLevels,
            Resampling = parsed.GetValue(Resample) is { Length: > 0 } spacing ? Resampling(spacing) : null,
            Range = parsed.GetValue(Range) is { Length: 2 } range ? new IntensityRange(range[0], range[1]) : null,
            OutlierSigma = parsed.GetValue(Sigma),
            Textures = Textures.In(parsed) ?? defaults.Textures,
        };
    }

    private static RegionResampling Resampling(double[] spacing) => spacing.Length is 2 or 3 && spacing.All(mm => mm > 0)
        ? new RegionResampling(spacing[0], spacing[1], spacing.Length == 3 ? spacing[2] : null) { Interpolation = Interpolation.Linear }
        : throw Failure.Usage("--resample takes two or three spacings in mm, each above 0.");

    private static Spacing Cubes(double[] spacing) => Resampling(spacing) is { ZMm: { } z } wanted
        ? new Spacing(wanted.XMm, wanted.YMm, z)
        : throw Failure.Usage("--resample takes three spacings in mm with --radiomics pyradiomics.");

    private static PyRadiomicsSettings PyRadiomics(ParseResult parsed, double? width, int? count)
    {
        if (parsed.GetValue(Range) is { Length: > 0 } || Textures.In(parsed) == TextureSpan.Both)
        {
            throw Failure.Usage("--intensity-range and --textures both belong to --radiomics ibsi.");
        }

        var defaults = new PyRadiomicsSettings();
        return defaults with
        {
            BinWidth = width ?? defaults.BinWidth,
            BinCount = count,
            ResampledSpacing = parsed.GetValue(Resample) is { Length: > 0 } spacing ? Cubes(spacing) : null,
            ResegmentSigma = parsed.GetValue(Sigma),
            Planar = Textures.In(parsed) == TextureSpan.Slices,
        };
    }
}
