namespace Vesalius.Imaging.Phantoms;

/// <summary>What a point of the phantom abdomen is made of. Codes from <see cref="FirstTumour"/> on are the tumours, in their order.</summary>
internal enum Tissue : byte
{
    RoomAir,
    Skin,
    Fat,
    Muscle,
    CorticalBone,
    Marrow,
    SpinalCord,
    Lung,
    Heart,
    Aorta,
    Cava,
    Liver,
    LiverVessel,
    Gallbladder,
    Spleen,
    KidneyCortex,
    KidneyMedulla,
    Pancreas,
    GutWall,
    GutContent,
    GutGas,
    FirstTumour,
}
