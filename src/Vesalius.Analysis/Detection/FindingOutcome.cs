namespace Vesalius.Analysis.Detection;

/// <summary>What became of a finding when it was compared with the references.</summary>
public enum FindingOutcome
{
    /// <summary>It hits a reference that none surer had hit.</summary>
    Hit,

    /// <summary>It hits only what a surer one has hit. Precision counts it as false, FROC does not count it.</summary>
    Repeated,

    /// <summary>It hits nothing.</summary>
    False,
}
