"use strict";
// Surfaces that turn under the finger. Without WebGL nothing happens, and the still picture stays.
(function () {
  const vertexSource =
    "attribute vec3 position, normal; uniform mat4 view, projection; varying vec3 facing;" +
    "void main() { facing = (view * vec4(normal, 0.0)).xyz; gl_Position = projection * view * vec4(position, 1.0); }";
  const fragmentSource =
    "precision mediump float; uniform vec4 color; varying vec3 facing;" +
    "void main() { float light = 0.3 + 0.7 * abs(normalize(facing).z); gl_FragColor = vec4(color.rgb * light, color.a); }";

  function meshOf(script) {
    const bytes = Uint8Array.from(atob(script.textContent.trim()), c => c.charCodeAt(0));
    const numbers = new Uint16Array(bytes.buffer), count = Number(script.dataset.vertices);
    const box = script.dataset.box.split(" ").map(Number), positions = new Float32Array(3 * count), normals = new Float32Array(3 * count);
    for (let i = 0; i < 3 * count; i++) positions[i] = box[i % 3] + (numbers[i] / 65535) * (box[i % 3 + 3] - box[i % 3]);
    const triangles = numbers.slice(3 * count);
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
      const u = [0, 1, 2].map(k => positions[b + k] - positions[a + k]), v = [0, 1, 2].map(k => positions[c + k] - positions[a + k]);
      const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
      for (const corner of [a, b, c]) for (let k = 0; k < 3; k++) normals[corner + k] += n[k];
    }
    const hex = parseInt(script.dataset.color.slice(1), 16);
    return { name: script.dataset.name, color: [(hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255],
      opacity: Number(script.dataset.opacity), box, positions, normals, triangles };
  }

  function multiply(a, b) {
    const m = new Array(16).fill(0);
    for (let c = 0; c < 4; c++) for (let r = 0; r < 4; r++) for (let k = 0; k < 4; k++) m[4 * c + r] += a[4 * k + r] * b[4 * c + k];
    return m;
  }

  function rotation(axis, angle) {
    const c = Math.cos(angle), s = Math.sin(angle);
    return axis === "x" ? [1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0, 0, 0, 0, 1] : [c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0, 0, 0, 0, 1];
  }

  function programOf(gl) {
    const program = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertexSource], [gl.FRAGMENT_SHADER, fragmentSource]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source); gl.compileShader(shader); gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
  }

  function show(figure) {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl", { alpha: false, antialias: true, preserveDrawingBuffer: true });
    const program = gl ? programOf(gl) : null;
    if (!program) return;
    const parts = [...figure.querySelectorAll("script[data-vertices]")].map(meshOf);
    if (!parts.length) return;
    const low = [0, 1, 2].map(k => Math.min(...parts.map(p => p.box[k]))), high = [0, 1, 2].map(k => Math.max(...parts.map(p => p.box[k + 3])));
    const centre = low.map((l, k) => (l + high[k]) / 2), radius = Math.max(1, Math.hypot(...low.map((l, k) => high[k] - l)) / 2);
    for (const part of parts) {
      part.buffers = [part.positions, part.normals, part.triangles].map((values, i) => {
        const buffer = gl.createBuffer(), target = i === 2 ? gl.ELEMENT_ARRAY_BUFFER : gl.ARRAY_BUFFER;
        gl.bindBuffer(target, buffer); gl.bufferData(target, values, gl.STATIC_DRAW);
        return buffer;
      });
    }
    // From the front: the patient's left (+x) to the right, the head (+z) up, the back (+y) away from the eye.
    const front = [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, -centre[0], -centre[2], centre[1], 1];
    let turn = multiply(rotation("x", 0.2), rotation("y", -0.5)), zoom = 1, spinning = !matchMedia("(prefers-reduced-motion: reduce)").matches;

    function drawPart(part, places, opacity) {
      gl.uniform4f(places.color, ...part.color, opacity);
      [[places.position, 0], [places.normal, 1]].forEach(([place, i]) => {
        gl.bindBuffer(gl.ARRAY_BUFFER, part.buffers[i]); gl.enableVertexAttribArray(place); gl.vertexAttribPointer(place, 3, gl.FLOAT, false, 0, 0);
      });
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, part.buffers[2]);
      gl.drawElements(gl.TRIANGLES, part.triangles.length, gl.UNSIGNED_SHORT, 0);
    }

    function draw() {
      const ratio = Math.min(2, devicePixelRatio || 1), width = Math.max(1, canvas.clientWidth * ratio), height = Math.max(1, canvas.clientHeight * ratio);
      if (canvas.width !== Math.round(width) || canvas.height !== Math.round(height)) { canvas.width = width; canvas.height = height; }
      const shorter = Math.min(width, height), scale = 1.2 * zoom / radius;
      const projection = [scale * shorter / width, 0, 0, 0, 0, scale * shorter / height, 0, 0, 0, 0, -0.3 / radius, 0, 0, 0, 0, 1];
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(1, 1, 1, 1); gl.depthMask(true); gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.useProgram(program); gl.enable(gl.DEPTH_TEST); gl.enable(gl.BLEND); gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
      gl.uniformMatrix4fv(gl.getUniformLocation(program, "view"), false, multiply(turn, front));
      gl.uniformMatrix4fv(gl.getUniformLocation(program, "projection"), false, projection);
      const places = { position: gl.getAttribLocation(program, "position"), normal: gl.getAttribLocation(program, "normal"),
        color: gl.getUniformLocation(program, "color") };
      const visible = parts.filter(part => part.shown && part.opacity > 0);
      visible.filter(part => part.opacity >= 1).forEach(part => drawPart(part, places, 1));
      // Glass: of each only its nearest side, so first its depth alone and then its colour; the inner ones first.
      for (const part of visible.filter(one => one.opacity < 1).sort((a, b) => volume(a) - volume(b))) {
        gl.colorMask(false, false, false, false); drawPart(part, places, 0);
        gl.colorMask(true, true, true, true); gl.depthFunc(gl.LEQUAL); drawPart(part, places, part.opacity);
        gl.depthFunc(gl.LESS);
      }
    }

    function volume(part) { return [0, 1, 2].reduce((product, k) => product * (part.box[k + 3] - part.box[k]), 1); }

    const controls = document.createElement("fieldset");
    for (const part of parts) {
      part.shown = true;
      const row = document.createElement("label"), box = document.createElement("input"), swatch = document.createElement("i"), range = document.createElement("input");
      box.type = "checkbox"; box.checked = true; swatch.style.background = "rgb(" + part.color.map(c => Math.round(255 * c)).join(",") + ")";
      range.type = "range"; range.min = 0.1; range.max = 1; range.step = 0.05; range.value = part.opacity; range.ariaLabel = "opacity of " + part.name;
      box.onchange = () => { part.shown = box.checked; draw(); };
      range.oninput = () => { part.opacity = Number(range.value); draw(); };
      row.append(box, swatch, " " + part.name + " ", range);
      controls.append(row);
    }
    let from = null;
    canvas.tabIndex = 0; canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "Surfaces of " + parts.map(part => part.name).join(", ") + ". Drag or use the arrow keys to turn.");
    const by = (across, down) => { turn = multiply(multiply(rotation("x", down), rotation("y", across)), turn); spinning = false; draw(); };
    canvas.onpointerdown = e => { from = e; canvas.setPointerCapture(e.pointerId); };
    canvas.onpointermove = e => { if (from) { by((e.clientX - from.clientX) / 120, (e.clientY - from.clientY) / 120); from = e; } };
    canvas.onpointerup = canvas.onpointercancel = () => { from = null; };
    canvas.onwheel = e => { if (e.ctrlKey || document.activeElement === canvas) { e.preventDefault(); zoom = Math.min(8, Math.max(0.5, zoom * Math.exp(-e.deltaY / 500))); spinning = false; draw(); } };
    canvas.onkeydown = e => {
      const step = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] }[e.key];
      if (step) { e.preventDefault(); by(...step); }
    };
    figure.prepend(canvas, controls);
    figure.classList.add("live");
    new ResizeObserver(draw).observe(canvas);
    let last = null;
    function spin(now) {
      if (!spinning) return;
      turn = multiply(turn, rotationAboutBody(last === null ? 0 : (now - last) / 4000)); last = now;
      draw(); requestAnimationFrame(spin);
    }
    function rotationAboutBody(angle) { return rotation("y", angle); }
    draw(); requestAnimationFrame(spin);
  }

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("figure.scene").forEach(show));
})();
