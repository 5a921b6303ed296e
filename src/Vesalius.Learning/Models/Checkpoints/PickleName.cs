namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>A name that a pickle refers to, such as <c>collections.OrderedDict</c>.</summary>
internal sealed record PickleName(string Module, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Module}.{Name}";
}
