namespace Vesalius.Analysis.Tracking.Response;

/// <summary>Whether there are lesions that were not there at baseline.</summary>
public enum NewLesionStatus
{
    /// <summary>None.</summary>
    None,

    /// <summary>
    /// Perhaps: treatment goes on. When a later visit confirms it, progression is dated back to this one (RECIST 1.1, 4.3.5).
    /// </summary>
    Equivocal,

    /// <summary>At least one beyond doubt.</summary>
    Unequivocal,
}
