namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>Where a checkpoint keeps the numbers of its storages.</summary>
internal interface IStorageSource : IDisposable
{
    /// <summary>The bytes of one storage, from its first, and how many there are.</summary>
    /// <exception cref="InvalidDataException">There is no such storage.</exception>
    (Stream Bytes, long Length) Open(string key);
}
