namespace Vesalius.Imaging.Registration;

/// <summary>Which maps a registration may find.</summary>
public enum RegistrationKind
{
    /// <summary>Rotation and shift: the same body in another position.</summary>
    Rigid,

    /// <summary>Any linear map: scaling and shear too. For scans with other distortion, and for other bodies.</summary>
    Affine,
}
