using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Dicom.Series;
using Vesalius.Imaging;
using Vesalius.Imaging.Conversion;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Operations;

namespace Vesalius.Cli.Verbs;

/// <summary><c>convert INPUT OUTPUT</c>: between every readable and writable format.</summary>
internal static class ConvertVerb
{
    private static readonly Argument<string> Input = new("input") { Description = "The file to read, or the folder of a DICOM series." };

    private static readonly Argument<string> Output = new("output") { Description = "The file to write; its ending decides the format." };

    private static readonly WordOption<VoxelType> Type = new(
        "--type", "The type of the stored values; a value that does not fit is refused.", nameof(VoxelType.Complex64), nameof(VoxelType.Complex128));

    private static readonly Option<string?> Orientation =
        new("--orientation") { Description = "The directions the axes are to run in, such as LPS or RAS.", HelpName = "CODE" };

    private static readonly Option<double[]?> Spacing =
        OptionParsing.Numbers("--spacing", "Resample to these millimetres between voxel centres, along x,y,z.", 3);

    private static readonly WordOption<Interpolation> Interpolation = new(
        "--interpolation", "How values between voxels are made (linear); labels always take the nearest.");

    private static readonly Option<bool> Labels =
        new("--labels") { Description = "The input is a label map, even if the file does not say so." };

    private static readonly Option<string?> Series =
        new("--series") { Description =
        "Which series of a DICOM folder: its place in the list that 'inspect' shows, or its UID.", HelpName = "NUMBER" };

    private static readonly Option<bool> Regular =
        new("--regular") { Description = "Resample tilted or unevenly spaced DICOM slices to right angles and equal steps." };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("convert", "Write an image in another format; its geometry is kept.") { Input, Output, Type, Orientation, Spacing,
            Interpolation, Labels, Series, Regular }
            .Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        string input = parsed.GetRequiredValue(Input), output = parsed.GetRequiredValue(Output);
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw Failure.Usage($"{input}: input and output are the same file. Write to another name.");
        }

        ConversionOptions options = OptionsOf(parsed);
        StoredImage image = Failure.Reading(() => Read(parsed, input, cancellation));
        cancellation.ThrowIfCancellationRequested();
        StoredImage wanted = ImageConversion.Apply(image, options, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Failure.Writing(output, () => VolumeFile.WriteStored(output, wanted));
        Tell(host, output, wanted);
        return ExitCode.Done;
    }

    private static StoredImage Read(ParseResult parsed, string input, CancellationToken cancellation)
    {
        if (parsed.GetValue(Labels))
        {
            return StoredImage.Of(VolumeFile.ReadLabels(input));
        }

        string? which = parsed.GetValue(Series);
        if (which is null && !parsed.GetValue(Regular))
        {
            return Directory.Exists(input) ? SeriesChoice.Only(input).ReadStored(cancellation: cancellation) : VolumeFile.ReadStored(input);
        }

        DicomSeries series = which is null ? SeriesChoice.Only(input) : SeriesChoice.Named(input, which);
        return parsed.GetValue(Regular)
            ? StoredImage.Of(RegularResampling.Of(series, cancellation: cancellation)) with { Format = "DICOM", Warnings =
                [.. series.Notes] }
            : series.ReadStored(cancellation: cancellation);
    }

    private static ConversionOptions OptionsOf(ParseResult parsed) => new()
    {
        Axes = parsed.GetValue(Orientation) is { } code ? AnatomicalAxes.Parse(code) : null,
        Spacing = parsed.GetValue(Spacing) is [var x, var y, var z] ? SpacingOf(x, y, z) : null,
        Interpolation = Interpolation.In(parsed) ?? Imaging.Operations.Interpolation.Linear,
        Type = Type.In(parsed),
    };

    private static Spacing SpacingOf(double x, double y, double z) => x > 0 && y > 0 && z > 0 && double.IsFinite(x + y + z)
        ? new Spacing(x, y, z)
        : throw Failure.Usage($"--spacing takes millimetres above 0; {x},{y},{z} came.");

    /// <summary>Reads the header of what was written: what the format had no place for is told, not guessed.</summary>
    private static void Tell(Host host, string output, StoredImage wanted)
    {
        StoredImage written = VolumeFile.Identify(output);
        string[] warnings = [.. wanted.Warnings.Concat(Losses(wanted, written)).Distinct()];
        foreach (string warning in warnings)
        {
            host.Warn($"{output}: {warning}");
        }

        host.Say($"{output}: {written.Format}, {written.Grid}, {written.Type.Name()}");
        host.WriteJson(new { Output = output, written.Format, Size =
            (int[])[written.Grid.Size.X, written.Grid.Size.Y, written.Grid.Size.Z], Type = written.Type.Name(), Warnings = warnings });
    }

    private static IEnumerable<string> Losses(StoredImage wanted, StoredImage written)
    {
        if (!wanted.Grid.Agrees(written.Grid))
        {
            yield return $"{written.Format} has no place for all of the geometry ({wanted.Grid}); it will be read as {written.Grid}";
        }

        if (wanted.Type != written.Type)
        {
            yield return $"{written.Format} holds the values as {written.Type.Name()}, not as {wanted.Type.Name()}";
        }

        if (wanted.Labels is { Count: > 0 } && written.Labels is not { Count: > 0 })
        {
            yield return $"{written.Format} has no place for the names and colours of labels";
        }
    }
}
