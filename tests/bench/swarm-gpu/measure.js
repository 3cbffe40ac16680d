/**
 * Measures a swarm on the page beside it, for a machine that has a graphics processor and a browser and nothing else: laid
 * into a folder of the built page as `swarm-gpu`, served, and opened as `swarm-gpu/index.html?count=1000000`. The result
 * stands in `#result`, and the title then begins with "done". It is also posted to `result` beside it, for a server that
 * takes it.
 */
const asked = new URLSearchParams(location.search);
const count = Number(asked.get('count') ?? 1_000_000);
const seconds = Number(asked.get('seconds') ?? 6);
const patience = Number(asked.get('patience') ?? 90) * 1000;
const scene = 'loss=himmelblau&opt=adam&steps=2000&speed=60&minima=off';

const frame = document.querySelector('iframe');
const out = document.querySelector('#result');
const inner = () => frame.contentWindow;
const canvas = () => frame.contentDocument?.querySelector('canvas[data-frames]');
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
const share = (values, part) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? null;
const round = (value) => (value === null ? null : Math.round(value * 1000) / 1000);

/** Waits for what was asked of the graphics processor. */
function readPixel() {
  const gl = canvas().getContext('webgl2');
  const bound = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, bound);
}

/** Whether the swarm is not yet where the playhead is. */
function isBehind() {
  const { swarm } = canvas().dataset;
  const step = frame.contentDocument.querySelector('input[aria-label="Step"]')?.value;
  return swarm !== undefined && step !== undefined && Number(step) !== Number(swarm);
}

async function until(what, holds) {
  const end = performance.now() + patience;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
    await wait(50);
  }
}

/** Runs a scene and watches its frames: how many there are, the script of each, and each until its last pixel is drawn. */
async function measure(swarm) {
  frame.src = `../index.html?${Math.random()}#${scene}${swarm}`;
  await wait(200);
  await until('the first picture', () => frame.contentDocument?.documentElement.hasAttribute('data-ready'));
  const watched = { scripts: [], whole: [], starts: [], withPixels: false };
  const request = inner().requestAnimationFrame.bind(inner());
  inner().requestAnimationFrame = (callback) =>
    request((time) => {
      const picture = canvas()?.dataset.frames;
      const before = performance.now();
      callback(time);
      const script = performance.now() - before;
      if (canvas()?.dataset.frames === picture) return;
      watched.starts.push(before);
      watched.scripts.push(script);
      if (!watched.withPixels) return;
      readPixel();
      watched.whole.push(performance.now() - before);
    });
  const began = performance.now();
  if (swarm) await until('the swarm', () => canvas()?.dataset.swarm === '0');
  const loaded = performance.now() - began;
  frame.contentDocument.querySelector('button[aria-label^="Play"]').click();
  await wait(1000);
  watched.starts.length = watched.scripts.length = 0;
  await wait(seconds * 1000);
  const starts = watched.starts.splice(0);
  const apart = starts.slice(1).map((time, k) => time - starts[k]);
  const scripts = watched.scripts.splice(0);
  frame.contentDocument.querySelector('button[aria-label^="Pause"]')?.click();
  await until('the playhead', () => !isBehind());
  await wait(500);
  // One step a picture, each waited for.
  const forward = frame.contentDocument.querySelector('button[aria-label^="Step forward"]');
  watched.withPixels = true;
  for (let k = 0; k < 25; k++) {
    const { length } = watched.whole;
    forward.click();
    await until('a step', () => watched.whole.length > length && !isBehind());
  }
  const result = {
    pictures: apart.length + 1,
    picturesPerSecond: round((1000 * apart.length) / (starts.at(-1) - starts[0])),
    medianInterval: round(median(apart)),
    interval95: round(share(apart, 0.95)),
    medianScript: round(median(scripts)),
    script95: round(share(scripts, 0.95)),
    medianUntilDrawn: round(median(watched.whole)),
    swarmStep: canvas().dataset.swarm ?? null,
    startsWritten: swarm ? round(loaded) : null,
  };
  if (swarm) {
    try {
      await until('the check', () => canvas()?.dataset.swarmCheck);
      result.check = canvas().dataset.swarmCheck;
    } catch {
      result.check = 'none';
    }
  }
  return result;
}

function graphics() {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return 'no WebGL 2';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
}

try {
  const result = { graphics: graphics(), count, milliseconds: {} };
  out.textContent = JSON.stringify(result);
  result.milliseconds.bare = await measure('');
  for (const colour of ['speed', 'basin']) {
    document.title = `running ${colour}`;
    result.milliseconds[colour] = await measure(`&swarm=grid,count:${count},colour:${colour}`);
    out.textContent = JSON.stringify(result, null, 1);
  }
  document.title = `done: ${result.milliseconds.speed.picturesPerSecond} pictures a second`;
} catch (error) {
  out.textContent += `\n${String(error)}`;
  document.title = 'done: failed';
}
await fetch('result', { method: 'POST', body: `${document.title}\n${out.textContent}` }).catch(() => {});
