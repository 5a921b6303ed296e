using System.Text.Json;
using TorchSharp;
using Vesalius.Learning.Tests.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Vesalius.Learning.Tests.Exchange;

/// <summary>
/// A model with random weights as nnU-Net leaves it on disk, and its forward pass written down a second time, from nnU-Net's names and with
/// the biases that an import leaves out.
/// </summary>
internal sealed record NnUnetModel
{
    public bool IsResidual { get; init; }

    public bool IsOld { get; init; }

    public long[] Patch { get; init; } = [8, 16, 16];

    public long[] Features { get; init; } = [4, 8, 16];

    public long[][] Kernels { get; init; } = [[1, 3, 3], [3, 3, 3], [3, 3, 3]];

    public long[][] Strides { get; init; } = [[1, 1, 1], [1, 2, 2], [2, 2, 2]];

    public long[] Blocks { get; init; } = [2, 1, 2];

    public long[] DecoderBlocks { get; init; } = [2, 1];

    public int Channels { get; init; } = 2;

    public int Classes { get; init; } = 3;

    public Dictionary<string, object> Labels { get; init; } = [];

    public int[]? RegionOrder { get; init; }

    public string Configuration => Stage ?? (Patch.Length == 3 ? "3d_fullres" : "2d");

    /// <summary>The configuration's name where it is part of a cascade.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether a first stage's labels are further channels.</summary>
    public bool IsSecondStage { get; init; }

    private int Inputs => Channels + (IsSecondStage ? Classes - 1 : 0);

    public static NnUnetModel Flat { get; } = new()
    {
        Patch = [16, 24], Kernels = [[3, 3], [3, 3], [3, 3]], Strides = [[1, 1], [2, 2], [2, 1]],
    };

    /// <summary>Random weights under nnU-Net's names.</summary>
    public Dictionary<string, Tensor> Weights(int seed)
    {
        random.manual_seed(seed);
        var all = new Dictionary<string, Tensor>();
        void Convolution(string name, long[] shape, bool bias, double fan)
        {
            all[name + ".weight"] = randn(shape) * Math.Sqrt(2 / fan);
            if (bias)
            {
                all[name + ".bias"] = randn(shape[name.Contains("transpconvs", StringComparison.Ordinal) ? 1 : 0]);
            }
        }

        void Block(string name, long from, long to, long[] kernel, bool bias = true)
        {
            Convolution(name + ".conv", [to, from, .. kernel], bias, from * kernel.Aggregate((a, b) => a * b));
            (all[name + ".norm.weight"], all[name + ".norm.bias"]) = (1 + 0.2 * randn(to), 0.2 * randn(to));
        }

        long from = Inputs;
        if (IsResidual)
        {
            Block("encoder.stem.convs.0", from, from = Features[0], Kernels[0]);
        }

        for (int s = 0; s < Features.Length; s++)
        {
            for (int b = 0; b < Blocks[s]; b++, from = Features[s])
            {
                if (!IsResidual)
                {
                    Block($"encoder.stages.{s}.0.convs.{b}", from, Features[s], Kernels[s]);
                    continue;
                }

                string name = $"encoder.stages.{s}.blocks.{b}";
                Block(name + ".conv1", from, Features[s], Kernels[s]);
                Block(name + ".conv2", Features[s], Features[s], Kernels[s]);
                if (from != Features[s])
                {
                    Block($"{name}.skip.{(Pools(s, b) ? 1 : 0)}", from, Features[s], [.. Kernels[s].Select(_ => 1L)], bias: false);
                }
            }
        }

        for (int d = 0; d < Features.Length - 1; d++)
        {
            (long below, long here) = (Features[^(d + 1)], Features[^(d + 2)]);
            Convolution($"decoder.transpconvs.{d}", [below, here, .. Strides[^(d + 1)]], bias: true, below);
            for (int b = 0; b < DecoderBlocks[d]; b++)
            {
                Block($"decoder.stages.{d}.convs.{b}", b == 0 ? 2 * here : here, here, Kernels[^(d + 2)]);
            }

            Convolution($"decoder.seg_layers.{d}", [Classes, here, .. Kernels[0].Select(_ => 1L)], bias: true, here);
        }

        return all;
    }

    /// <summary>Scores before the softmax.</summary>
    public Tensor Forward(IReadOnlyDictionary<string, Tensor> weights, Tensor x)
    {
        bool deep = Patch.Length == 3;
        Tensor Convolution(string name, Tensor image, long[] stride)
        {
            Tensor w = weights[name + ".weight"];
            Tensor? bias = weights.GetValueOrDefault(name + ".bias");
            long[] around = [.. w.shape.Skip(2).Select(k => k / 2)];
            return deep ? F.conv3d(image, w, bias, stride, around) : F.conv2d(image, w, bias, stride, around);
        }

        Tensor Norm(string name, Tensor image) =>
            F.instance_norm(image, null, null, weights[name + ".norm.weight"], weights[name + ".norm.bias"], true, 0.1, 1e-5);
        Tensor Block(string name, Tensor image, long[] stride) => F.leaky_relu(Norm(name, Convolution(name + ".conv", image, stride)), 0.01);

        long[] unit = [.. Patch.Select(_ => 1L)];
        var skips = new Stack<Tensor>();
        x = IsResidual ? Block("encoder.stem.convs.0", x, unit) : x;
        for (int s = 0; s < Features.Length; s++)
        {
            for (int b = 0; b < Blocks[s]; b++)
            {
                long[] stride = b == 0 ? Strides[s] : unit;
                if (!IsResidual)
                {
                    x = Block($"encoder.stages.{s}.0.convs.{b}", x, stride);
                    continue;
                }

                string name = $"encoder.stages.{s}.blocks.{b}";
                Tensor way = Block(name + ".conv1", x, stride);
                way = Norm(name + ".conv2", Convolution(name + ".conv2.conv", way, unit));
                Tensor around = !Pools(s, b) ? x : deep ? F.avg_pool3d(x, stride, stride) : F.avg_pool2d(x, stride, stride);
                string skip = $"{name}.skip.{(Pools(s, b) ? 1 : 0)}";
                around = weights.ContainsKey(skip + ".conv.weight") ? Norm(skip, Convolution(skip + ".conv", around, unit)) : around;
                x = F.leaky_relu(way + around, 0.01);
            }

            skips.Push(x);
        }

        skips.Pop();
        for (int d = 0; d < Features.Length - 1; d++)
        {
            string up = $"decoder.transpconvs.{d}";
            (Tensor w, Tensor bias, long[] stride) = (weights[up + ".weight"], weights[up + ".bias"], Strides[^(d + 1)]);
            x = deep ? F.conv_transpose3d(x, w, bias, stride) : F.conv_transpose2d(x, w, bias, stride);
            x = cat([x, skips.Pop()], 1);
            for (int b = 0; b < DecoderBlocks[d]; b++)
            {
                x = Block($"decoder.stages.{d}.convs.{b}", x, unit);
            }
        }

        return Convolution($"decoder.seg_layers.{Features.Length - 2}", x, unit);
    }

    /// <summary>Writes plans, dataset and one checkpoint per set of weights.</summary>
    public void Write(string folder, params IReadOnlyList<IReadOnlyDictionary<string, Tensor>> folds)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "plans.json"), JsonSerializer.Serialize(Plans()));
        File.WriteAllText(Path.Combine(folder, "dataset.json"), JsonSerializer.Serialize(Dataset()));
        for (int fold = 0; fold < folds.Count; fold++)
        {
            string path = Directory.CreateDirectory(Path.Combine(folder, $"fold_{fold}")).FullName;
            File.WriteAllBytes(Path.Combine(path, "checkpoint_final.pth"), Checkpoint(folds[fold]));
        }
    }

    /// <summary>A checkpoint with everything that nnU-Net puts into one.</summary>
    public byte[] Checkpoint(IReadOnlyDictionary<string, Tensor> weights)
    {
        var stored = new Dictionary<string, object?>();
        foreach ((string name, Tensor tensor) in weights)
        {
            var one = StoredTensor.Of($"{stored.Count}", tensor.contiguous().data<float>().ToArray(), tensor.shape);
            stored[name] = one;
            stored["decoder.encoder." + name] = one with { Key = $"{stored.Count}" };
        }

        return TorchFile.Zip(new Dictionary<string, object?>
        {
            ["network_weights"] = stored,
            ["optimizer_state"] = new Dictionary<string, object?> { ["param_groups"] = new object?[] { 0.01, 0.99 } },
            ["grad_scaler_state"] = null,
            ["_best_ema"] = new PickledCall("numpy._core.multiarray", "scalar", new PickledCall("numpy", "dtype", "f8", false, true), BitConverter.GetBytes(0.5)),
            ["init_args"] = new Dictionary<string, object?> { ["configuration"] = Configuration, ["fold"] = 0, ["device"] = new PickledCall("torch", "device", "cuda", 0) },
            ["trainer_name"] = "nnUNetTrainer",
            ["inference_allowed_mirroring_axes"] = new object?[] { 0, 1 },
        });
    }

    private bool Pools(int stage, int block) => block == 0 && Strides[stage].Any(step => step != 1);

    public Dictionary<string, object?> Plans()
    {
        object Resampling(int order) => new { is_seg = false, order, order_z = 0, force_separate_z = (bool?)null };
        var configuration = new Dictionary<string, object?>
        {
            ["patch_size"] = Patch, ["spacing"] = Patch.Select(_ => 1.0), ["batch_size"] = 2,
            ["normalization_schemes"] = Enumerable.Repeat("ZScoreNormalization", Channels), ["use_mask_for_norm"] = Enumerable.Repeat(false, Channels),
            ["resampling_fn_data"] = "resample_data_or_seg_to_shape", ["resampling_fn_data_kwargs"] = Resampling(3),
            ["resampling_fn_probabilities"] = "resample_data_or_seg_to_shape", ["resampling_fn_probabilities_kwargs"] = Resampling(1),
        };
        if (IsSecondStage)
        {
            (configuration["previous_stage"], configuration["resampling_fn_seg"]) = ("3d_lowres", "resample_data_or_seg_to_shape");
            configuration["resampling_fn_seg_kwargs"] = Resampling(1);
        }

        foreach ((string key, object? value) in IsOld ? OldNetwork() : NewNetwork())
        {
            configuration[key] = value;
        }

        return new Dictionary<string, object?>
        {
            ["transpose_forward"] = new[] { 0, 1, 2 }, ["image_reader_writer"] = "SimpleITKIO",
            ["configurations"] = new Dictionary<string, object?> { ["base"] = configuration, [Configuration] = new { inherits_from = "base" } },
            ["foreground_intensity_properties_per_channel"] = new Dictionary<string, object?>(),
        };
    }

    private Dictionary<string, object?> Dataset()
    {
        var labels = Labels.Count > 0 ? Labels : Enumerable.Range(0, Classes).ToDictionary(i => i == 0 ? "background" : $"structure {i}", i => (object)i);
        return new Dictionary<string, object?>
        {
            ["channel_names"] = Enumerable.Range(0, Channels).ToDictionary(i => $"{i}", i => $"MR {i}"), ["labels"] = labels,
            ["regions_class_order"] = RegionOrder, ["file_ending"] = ".nii.gz",
        };
    }

    private Dictionary<string, object?> OldNetwork() => new()
    {
        ["UNet_class_name"] = IsResidual ? "ResidualEncoderUNet" : "PlainConvUNet", ["UNet_base_num_features"] = Features[0],
        ["unet_max_num_features"] = Features.Max(), ["n_conv_per_stage_encoder"] = Blocks, ["n_conv_per_stage_decoder"] = DecoderBlocks,
        ["num_pool_per_axis"] = Patch.Select(_ => 2), ["pool_op_kernel_sizes"] = Strides, ["conv_kernel_sizes"] = Kernels,
    };

    private Dictionary<string, object?> NewNetwork() => new()
    {
        ["architecture"] = new Dictionary<string, object?>
        {
            ["network_class_name"] = "dynamic_network_architectures.architectures." + (IsResidual ? "residual_unet.ResidualEncoderUNet" : "unet.PlainConvUNet"),
            ["arch_kwargs"] = new Dictionary<string, object?>
            {
                ["n_stages"] = Features.Length, ["features_per_stage"] = Features, ["kernel_sizes"] = Kernels, ["strides"] = Strides,
                [IsResidual ? "n_blocks_per_stage" : "n_conv_per_stage"] = Blocks, ["n_conv_per_stage_decoder"] = DecoderBlocks, ["conv_bias"] = true,
                ["norm_op"] = "torch.nn.modules.instancenorm.InstanceNorm3d", ["norm_op_kwargs"] = new { eps = 1e-5, affine = true },
                ["nonlin"] = "torch.nn.LeakyReLU", ["nonlin_kwargs"] = new { inplace = true },
            },
        },
    };
}
