using TorchSharp;
using TorchSharp.Modules;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Vesalius.Learning.Networks;

/// <summary>A norm with learned scale and shift per channel, then a leaky ReLU of slope 0.01 (or none).</summary>
internal sealed class NormActivation : Module<Tensor, Tensor>
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor? running_mean;
    private readonly Tensor? running_var;
    private readonly float slope;

    /// <summary>Scale 1 and shift 0.</summary>
    public NormActivation(long channels, NormKind kind, bool activation = true)
        : base(nameof(NormActivation))
    {
        slope = activation ? 0.01f : 1f;
        weight = new Parameter(ones(channels));
        bias = new Parameter(zeros(channels));
        if (kind == NormKind.Batch)
        {
            running_mean = zeros(channels);
            running_var = ones(channels);
        }

        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (running_mean is null && input.device_type == DeviceType.CPU)
        {
            return InstanceNormActivation.Run(input, weight, bias, slope);
        }

        Tensor normalized = running_mean is null
            ? functional.instance_norm(input, null, null, weight.to_type(input.dtype), bias.to_type(input.dtype), true, Momentum, Epsilon)
            : functional.batch_norm(input, running_mean, running_var!, weight, bias, training, Momentum, Epsilon);
        return slope == 1 ? normalized : functional.leaky_relu(normalized, slope, inplace: true);
    }
}
