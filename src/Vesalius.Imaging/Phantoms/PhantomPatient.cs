namespace Vesalius.Imaging.Phantoms;

/// <summary>A phantom patient, scanned twice. Scans are rendered when first asked for, and are the same whenever that is.</summary>
public sealed class PhantomPatient
{
    private readonly Lazy<PhantomScan> baseline;
    private readonly Lazy<PhantomScan> followUp;

    internal PhantomPatient(Func<PhantomScan> baseline, Func<PhantomScan> followUp, IReadOnlyDictionary<int, TumourFate> fates, PhantomMotion motion)
    {
        this.baseline = new Lazy<PhantomScan>(baseline);
        this.followUp = new Lazy<PhantomScan>(followUp);
        Fates = fates;
        Motion = motion;
    }

    /// <summary>The first scan.</summary>
    public PhantomScan Baseline => baseline.Value;

    /// <summary>The same patient later: tumours have grown, shrunk, gone or come; the patient lies a little differently; grid and noise are new.</summary>
    public PhantomScan FollowUp => followUp.Value;

    /// <summary>What became of each tumour, by <see cref="PhantomTumour.Id"/>.</summary>
    public IReadOnlyDictionary<int, TumourFate> Fates { get; }

    /// <summary>How the patient moved between the scans.</summary>
    public PhantomMotion Motion { get; }
}
