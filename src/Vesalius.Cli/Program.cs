using TorchSharp;
using static TorchSharp.torch;
var t = randn([2, 3, 8, 8, 8]);
Console.WriteLine(nn.functional.conv3d(t, randn([4, 3, 3, 3, 3])).sum().item<float>());
