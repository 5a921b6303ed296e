#!/usr/bin/python3
"""Makes the golden frames beside this script: small pictures of a formula, encoded and decoded by other programs.

Needs opj_compress and opj_decompress (libopenjp2-tools), libcharls.so.2 (libcharls2), cjpeg and djpeg (libjpeg-turbo-progs), numpy.
Every frame NAME.bin has a line in frames.tsv. Where its decoder's result is not the picture itself, NAME.raw holds the result.
"""
import ctypes
import os
import subprocess
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
J2K, JLS, JPEG = "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.50"
lines = []


def picture(rows, columns, samples, bits, signed):
    """The formula, as GoldenFrame.cs has it too."""
    y, x, c = np.meshgrid(np.arange(rows), np.arange(columns), np.arange(samples), indexing="ij")
    value = 200 * (c + 1) + 12 * x + 9 * y * (c + 1) + ((x * x + 3 * y * y) // 16) % 97 + ((x // 9 + y // 6) % 2) * 300
    value = value // 8 if bits <= 8 else value
    value = value % (1 << bits)
    return (value - (1 << (bits - 1)) if signed else value).astype(np.int32)


def stored(values, bits, signed):
    return values.astype(("<i2" if signed else "<u2") if bits > 8 else ("i1" if signed else "u1"))


def keep(name, syntax, frame, image, decoded, bits, signed, tolerance):
    rows, columns, samples = image.shape
    with open(os.path.join(HERE, name + ".bin"), "wb") as file:
        file.write(frame)
    raw = os.path.join(HERE, name + ".raw")
    if os.path.exists(raw):
        os.remove(raw)
    if decoded is not None and not np.array_equal(decoded, image):
        stored(decoded, bits, signed).tofile(raw)
    lines.append("\t".join(map(str, [name, syntax, rows, columns, samples, 8 if bits <= 8 else 16, bits, int(signed), tolerance])))


def jpeg2000(name, shape, bits, signed, options, tolerance=0):
    image = picture(*shape, bits, signed)
    rows, columns, samples = shape
    with tempfile.TemporaryDirectory() as folder:
        source, code, back = (os.path.join(folder, n) for n in ("in.rawl", "frame.j2k", "out.rawl"))
        stored(image.transpose(2, 0, 1), bits, signed).tofile(source)
        kind = f"{columns},{rows},{samples},{bits},{'s' if signed else 'u'}" + ("@" + ":".join(["1x1"] * samples) if samples > 1 else "")
        subprocess.run(["opj_compress", "-i", source, "-F", kind, "-o", code] + options.split(), check=True, capture_output=True)
        subprocess.run(["opj_decompress", "-i", code, "-o", back], check=True, capture_output=True)
        decoded = np.fromfile(back, stored(image, bits, signed).dtype).reshape(samples, rows, columns).transpose(1, 2, 0).astype(np.int32)
        keep("j2k-" + name, J2K, open(code, "rb").read(), image, decoded, bits, signed, tolerance)


class FrameInfo(ctypes.Structure):
    _fields_ = [("width", ctypes.c_uint32), ("height", ctypes.c_uint32), ("bits", ctypes.c_int32), ("components", ctypes.c_int32)]


class Preset(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int32) for n in ("maximum", "t1", "t2", "t3", "reset")]


def jpegls(name, shape, bits, near=0, interleave=0, preset=None):
    image = picture(*shape, bits, False)
    rows, columns, samples = shape
    charls = ctypes.CDLL("libcharls.so.2")
    for function in ("charls_jpegls_encoder_create", "charls_jpegls_decoder_create"):
        getattr(charls, function).restype = ctypes.c_void_p
    encoder = ctypes.c_void_p(charls.charls_jpegls_encoder_create())
    source = np.ascontiguousarray(stored(image.transpose(2, 0, 1) if interleave == 0 else image, bits, False))
    target = ctypes.create_string_buffer(source.nbytes * 2 + 4096)
    info = FrameInfo(columns, rows, bits, samples)
    written = ctypes.c_size_t()
    steps = [
        charls.charls_jpegls_encoder_set_frame_info(encoder, ctypes.byref(info)),
        charls.charls_jpegls_encoder_set_near_lossless(encoder, near),
        charls.charls_jpegls_encoder_set_interleave_mode(encoder, interleave),
        charls.charls_jpegls_encoder_set_preset_coding_parameters(encoder, ctypes.byref(Preset(*preset))) if preset else 0,
        charls.charls_jpegls_encoder_set_destination_buffer(encoder, target, ctypes.c_size_t(len(target))),
        charls.charls_jpegls_encoder_encode_from_buffer(encoder, source.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(source.nbytes), 0),
        charls.charls_jpegls_encoder_get_bytes_written(encoder, ctypes.byref(written)),
    ]
    assert not any(steps), (name, steps)
    frame = target.raw[: written.value]
    decoder = ctypes.c_void_p(charls.charls_jpegls_decoder_create())
    back = np.empty(source.size, source.dtype)
    steps = [
        charls.charls_jpegls_decoder_set_source_buffer(decoder, frame, ctypes.c_size_t(len(frame))),
        charls.charls_jpegls_decoder_read_header(decoder),
        charls.charls_jpegls_decoder_decode_to_buffer(decoder, back.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(back.nbytes), 0),
    ]
    assert not any(steps), (name, steps)
    back = back.reshape(samples, rows, columns).transpose(1, 2, 0) if interleave == 0 else back.reshape(rows, columns, samples)
    keep("jls-" + name, JLS, frame, image, back.astype(np.int32), bits, False, 0)


def jpeg(name, shape, options):
    image = picture(*shape, 8, False)
    rows, columns, samples = shape
    with tempfile.TemporaryDirectory() as folder:
        source, code, back = (os.path.join(folder, n) for n in ("in.ppm", "frame.jpg", "out.ppm"))
        with open(source, "wb") as file:
            file.write(b"P%d %d %d 255\n" % (6 if samples == 3 else 5, columns, rows) + stored(image, 8, False).tobytes())
        subprocess.run(["cjpeg"] + options.split() + ["-outfile", code, source], check=True)
        subprocess.run(["djpeg", "-dct", "int", "-outfile", back, code], check=True)
        data = open(back, "rb").read()[-rows * columns * samples:]
        decoded = np.frombuffer(data, "u1").reshape(shape).astype(np.int32)
        keep("jpeg-" + name, JPEG, open(code, "rb").read(), image, decoded, 8, False, 0)


GREY, COLOUR = (37, 53, 1), (31, 43, 3)
for order in ("LRCP", "RLCP", "RPCL", "PCRL", "CPRL"):
    jpeg2000(f"{order}-grey12", GREY, 12, False, f"-p {order} -c [16,16],[8,8] -t 30,25 -b 8,8 -r 9,4,1 -n 3")
    jpeg2000(f"{order}-colour", COLOUR, 8, False, f"-p {order} -c [16,32],[16,8] -t 20,31 -b 16,16 -r 8,1 -n 3 -mct 1")
for mode in (1, 2, 4, 8, 16, 32, 5, 9, 13, 37, 63):
    jpeg2000(f"mode{mode}", GREY, 16, True, f"-M {mode} -n 3")
jpeg2000("bypass-layers", GREY, 12, False, "-M 1 -r 6,3,1 -n 3")
jpeg2000("markers", GREY, 12, False, "-SOP -EPH -PLT -TLM -r 5,1 -n 3")
jpeg2000("region", GREY, 12, False, "-ROI c=0,U=5 -n 3")
jpeg2000("offset", GREY, 12, False, "-d 13,7 -T 5,3 -t 24,20 -n 3")
jpeg2000("offset-real", COLOUR, 8, False, "-d 13,8 -T 5,3 -t 24,20 -n 3 -mct 1 -I -r 4", 1)
jpeg2000("tileparts", GREY, 12, False, "-TP R -t 30,25 -r 6,1 -n 3")
jpeg2000("changes", GREY, 12, False, "-POC T1=0,0,1,3,1,CPRL/T1=0,0,2,4,1,LRCP -r 4,1 -n 4")
jpeg2000("signed16", GREY, 16, True, "-n 4")
jpeg2000("signed8", GREY, 8, True, "-n 2")
jpeg2000("lossy-reversible", GREY, 16, True, "-n 4 -r 8", 0)
jpeg2000("lossy-real", GREY, 16, True, "-n 4 -I -r 4", 1)
jpeg2000("lossy-colour", COLOUR, 8, False, "-n 4 -I -r 6 -mct 1", 1)
jpeg2000("one-pixel", (1, 1, 1), 12, False, "-n 1")
jpeg2000("row", (1, 45, 1), 12, False, "-n 1")
jpeg2000("no-levels", GREY, 12, False, "-n 1 -b 4,64")
for bits in (2, 3, 5, 8, 9, 12, 15, 16):
    jpegls(f"{bits}bit", GREY, bits)
jpegls("near1", GREY, 8, near=1)
jpegls("near3-12bit", GREY, 12, near=3)
jpegls("near9-16bit", GREY, 16, near=9)
for mode, word in ((0, "planes"), (1, "rows"), (2, "samples")):
    jpegls(f"{word}", COLOUR, 8, interleave=mode)
    jpegls(f"{word}-near2", COLOUR, 8, near=2, interleave=mode)
    jpegls(f"{word}-12bit", COLOUR, 12, interleave=mode)
jpegls("preset", GREY, 12, preset=(4095, 10, 30, 90, 31))
for name, options in {
    "grey": "-quality 90", "444": "-quality 95 -sample 1x1", "422": "-quality 80 -sample 2x1", "420": "-quality 85 -sample 2x2",
    "440": "-quality 85 -sample 1x2", "411": "-quality 85 -sample 4x1", "restart": "-quality 85 -sample 2x2 -restart 2B",
    "progressive": "-quality 85 -progressive -sample 2x2", "progressive-444": "-quality 97 -progressive -sample 1x1 -restart 3B",
    "optimized": "-quality 50 -optimize",
}.items():
    jpeg(name, COLOUR if name != "grey" else GREY, options)

with open(os.path.join(HERE, "frames.tsv"), "w") as file:
    file.write("name\tsyntax\trows\tcolumns\tsamples\tallocated\tstored\tsigned\ttolerance\n" + "\n".join(lines) + "\n")
