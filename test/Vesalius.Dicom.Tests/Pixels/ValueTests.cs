using Vesalius.Dicom.Pixels;
using Vesalius.Dicom.Series;

namespace Vesalius.Dicom.Tests.Pixels;

/// <summary>Rescale, windows, uptake, pixel sizes: cases one can check with a pencil.</summary>
public sealed class ValueTests
{
    [Fact]
    public void The_linear_window_is_that_of_the_standards_example()
    {
        // PS3.3 C.11.2.1.2.1: width 4096 and centre 2048 map 0 to black and 4095 to white.
        var window = new VoiWindow(2048, 4096);
        Assert.Equal((0.0, 1.0), (window.Apply(0), window.Apply(4095)));
        Assert.Equal(0.5, window.Apply(2047.5), 1e-12);
        Assert.Equal(0.5, new VoiWindow(2048, 4096, VoiFunction.LinearExact).Apply(2048), 1e-12);
        Assert.Equal(0.5, new VoiWindow(10, 4, VoiFunction.Sigmoid).Apply(10), 1e-12);
        Assert.Equal((0.0, 1.0), (new VoiWindow(5, 1).Apply(4.5), new VoiWindow(5, 1).Apply(4.6)));
    }

    [Fact]
    public void A_modality_table_wins_over_slope_and_intercept_but_not_for_angiography()
    {
        DicomDataset Of(string modality) => new(
        [
            DicomElement.OfText(Tags.Modality, modality), DicomElement.OfText(Tags.RescaleSlope, "2"),
                DicomElement.OfText(Tags.RescaleIntercept, "-1000"),
            new DicomElement(Tags.ModalityLUTSequence,
                [new DicomDataset([DicomElement.OfNumbers(Tags.LUTDescriptor, 3, 10, 16),
                DicomElement.OfNumbers(Tags.LUTData, 100, 200, 400)])]),
        ]);
        ModalityTransform table = ModalityTransform.Of(Of("CR"), FunctionalGroups.None);
        Assert.Equal([100, 100, 200, 400, 400], new double[] { 0, 10, 11, 12, 99 }.Select(table.Apply));
        Assert.Equal(7, ModalityTransform.Of(Of("XA"), FunctionalGroups.None).Apply(7));
    }

    [Fact]
    public void Functional_groups_are_asked_before_the_data_set_and_a_frames_own_before_the_shared()
    {
        static DicomDataset Group(string slope) =>
            new([new DicomElement(
            Tags.PixelValueTransformationSequence,
            [new DicomDataset([DicomElement.OfText(Tags.RescaleSlope, slope), DicomElement.OfText(Tags.RescaleIntercept, "0")])])]);
        var dataset = new DicomDataset(
            [DicomElement.OfText(Tags.RescaleSlope, "9"), new DicomElement(Tags.SharedFunctionalGroupsSequence, [Group("2")]),
            new DicomElement(Tags.PerFrameFunctionalGroupsSequence, [DicomDataset.Empty, Group("3")])]);
        Assert.Equal(2, ModalityTransform.Of(dataset, FunctionalGroups.Of(dataset, 0)).Slope);
        Assert.Equal(3, ModalityTransform.Of(dataset, FunctionalGroups.Of(dataset, 1)).Slope);
    }

    [Fact]
    public void Uptake_is_activity_times_weight_over_the_decayed_dose()
    {
        var dataset = new DicomDataset(
        [
            DicomElement.OfText(Tags.Units, "BQML"), DicomElement.OfText(Tags.DecayCorrection, "START"),
                DicomElement.OfText(Tags.PatientWeight, "70"), DicomElement.OfText(Tags.SeriesTime, "110000"),
            new DicomElement(Tags.RadiopharmaceuticalInformationSequence,
            [
                new DicomDataset([DicomElement.OfText(Tags.RadionuclideTotalDose, "4e8"),
                    DicomElement.OfText(Tags.RadionuclideHalfLife, "3600"),
                    DicomElement.OfText(Tags.RadiopharmaceuticalStartTime, "100000.00")]),
            ]),
        ]);
        // One half-life after the injection: 70,000 g over 2e8 Bq.
        Assert.Equal(70_000 / 2e8, UptakeScale.Of(dataset, out _)!.Factor, 1e-12);
        Assert.Null(UptakeScale.Of(dataset.Without(element => element.Tag == Tags.PatientWeight), out string? reason));
        Assert.Equal("the patient's weight is not stated", reason);
    }

    [Fact]
    public void A_size_on_the_detector_is_told_from_one_in_the_patient()
    {
        DicomElement detector = DicomElement.OfText(Tags.ImagerPixelSpacing, "0.2", "0.1"), chest =
            DicomElement.OfText(Tags.Modality, "DX");
        Assert.Equal(new PixelSize(0.1, 0.2, PixelSpacingSource.Detector), SizeOf(chest, detector));
        Assert.Equal(new PixelSize(0.05, 0.1, PixelSpacingSource.GeometryCorrected),
            SizeOf(chest, detector, DicomElement.OfText(Tags.EstimatedRadiographicMagnificationFactor, "2")));
        Assert.Equal(PixelSpacingSource.Detector, SizeOf(chest, detector, DicomElement.OfText(Tags.PixelSpacing, "0.2", "0.1")).Source);
        Assert.Equal(PixelSpacingSource.Fiducial,
            SizeOf(chest, DicomElement.OfText(Tags.PixelSpacing, "0.15", "0.15"),
            DicomElement.OfText(Tags.PixelSpacingCalibrationType, "FIDUCIAL")).Source);
        Assert.Equal(PixelSpacingSource.Patient,
            SizeOf(DicomElement.OfText(Tags.Modality, "CT"), DicomElement.OfText(Tags.PixelSpacing, "0.5", "0.5")).Source);
        Assert.Equal(new PixelSize(1, 1, PixelSpacingSource.None), SizeOf(chest));
    }

    private static PixelSize SizeOf(params DicomElement[] elements) => PixelSize.Of(new DicomDataset(elements), FunctionalGroups.None);
}
