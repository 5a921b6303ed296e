using System.Globalization;

namespace Vesalius.Dicom.Pixels;

/// <summary>
/// The factor from a PET scan's activity (Bq/ml) to the standardized uptake value by body weight: activity × weight ÷ dose at the time that
/// the
/// activity is corrected to. Where anything that enters it is missing or unclear there is no factor.
/// </summary>
/// <param name="Factor">What a rescaled value is multiplied by to get g/ml.</param>
/// <param name="DoseBq">The dose at the reference time, in becquerel.</param>
/// <param name="WeightG">The patient's weight in grams.</param>
public sealed record UptakeScale(double Factor, double DoseBq, double WeightG)
{
    /// <summary>The scale of a PET file.</summary>
    /// <param name="dataset">The data set of one slice.</param>
    /// <param name="reason">Why there is none.</param>
    public static UptakeScale? Of(DicomDataset dataset, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        reason = Obstacle(dataset);
        if (reason is not null)
        {
            return null;
        }

        DicomDataset drug = dataset.Items(Tags.RadiopharmaceuticalInformationSequence)[0];
        double dose = drug.NumberOrNone(Tags.RadionuclideTotalDose)!.Value, weight = 1000 * dataset.NumberOrNone(Tags.PatientWeight)!.Value;
        double decayed = dose * Math.Pow(2, -DecaySeconds(dataset, drug) / drug.NumberOrNone(Tags.RadionuclideHalfLife)!.Value);
        return new UptakeScale(weight / decayed, decayed, weight);
    }

    private static string? Obstacle(DicomDataset dataset)
    {
        string? units = dataset.Text(Tags.Units), correction = dataset.Text(Tags.DecayCorrection);
        if (units != "BQML")
        {
            return $"values are in {units ?? "no stated unit"}, not in BQML";
        }

        if (dataset.NumberOrNone(Tags.PatientWeight) is not > 0)
        {
            return "the patient's weight is not stated";
        }

        if (dataset.Items(Tags.RadiopharmaceuticalInformationSequence) is not [var drug, ..]
            || drug.NumberOrNone(Tags.RadionuclideTotalDose) is not > 0 || drug.NumberOrNone(Tags.RadionuclideHalfLife) is not > 0)
        {
            return "the dose or its half-life is not stated";
        }

        return correction switch
        {
            "ADMIN" => null,
            "START" => Start(drug) is null || ScanStart(dataset) is null ? "the time of the injection or of the scan is not stated" : null,
            _ => $"the decay correction is {correction ?? "not stated"}; START or ADMIN is needed",
        };
    }

    /// <summary>With ADMIN the activity is corrected to the injection itself. A clock that passed midnight is put right.</summary>
    private static double DecaySeconds(DicomDataset dataset, DicomDataset drug)
    {
        if (dataset.Text(Tags.DecayCorrection) == "ADMIN")
        {
            return 0;
        }

        double seconds = (ScanStart(dataset)!.Value - Start(drug)!.Value).TotalSeconds;
        return seconds < 0 ? seconds + 86400 : seconds;
    }

    private static TimeSpan? Start(DicomDataset drug) =>
        Clock(drug.Text(Tags.RadiopharmaceuticalStartDateTime) is { Length: >= 14 } dateTime
            ? dateTime[8..] : drug.Text(Tags.RadiopharmaceuticalStartTime));

    /// <summary>
    /// The series' time; the acquisition's where the series was made later (PS3.3 C.8.9.1.1.4.1 calls the first one the reference).
    /// </summary>
    private static TimeSpan? ScanStart(DicomDataset dataset)
    {
        TimeSpan? series = Clock(dataset.Text(Tags.SeriesTime)), acquisition = Clock(dataset.Text(Tags.AcquisitionTime));
        return series is { } s && acquisition is { } a && s > a ? acquisition : series ?? acquisition;
    }

    private static TimeSpan? Clock(string? time)
    {
        string digits = (time ?? string.Empty).Split('+', '-')[0].Replace(":", string.Empty, StringComparison.Ordinal);
        return digits.Length >= 6
            && int.TryParse(digits.AsSpan(0, 2), out int hours) && int.TryParse(digits.AsSpan(2, 2), out int minutes)
            && double.TryParse(digits.AsSpan(4), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            ? new TimeSpan(hours, minutes, 0) + TimeSpan.FromSeconds(seconds)
            : null;
    }
}
