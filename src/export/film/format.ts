/** In which format a browser can make a video: H.264 in MP4, which everything plays, or VP9 or VP8 in WebM. */

export type Codec = 'avc' | 'vp9' | 'vp8';

export interface VideoFormat {
  readonly codec: Codec;
  readonly container: 'mp4' | 'webm';
  readonly config: VideoEncoderConfig;
}

export interface VideoShape {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** What a level allows: pixels of a frame, pixels of a second, and its name in the codec's string. */
type Level = readonly [frame: number, second: number, name: string];

/** ITU-T H.264, table A-1: macroblocks of 256 pixels. */
const avcLevels: readonly Level[] = (
  [
    [1620, 40_500, '1e'],
    [3600, 108_000, '1f'],
    [5120, 216_000, '20'],
    [8192, 245_760, '28'],
    [8704, 522_240, '2a'],
    [22_080, 589_824, '32'],
    [36_864, 983_040, '33'],
    [36_864, 2_073_600, '34'],
  ] as const
).map(([frame, second, name]) => [256 * frame, 256 * second, name]);

/** "VP9 levels", webmproject.org/vp9/levels. */
const vp9Levels: readonly Level[] = [
  [36_864, 829_440, '10'],
  [122_880, 4_608_000, '20'],
  [552_960, 20_736_000, '30'],
  [983_040, 36_864_000, '31'],
  [2_228_224, 83_558_400, '40'],
  [2_228_224, 160_432_128, '41'],
  [8_912_896, 311_951_360, '50'],
  [8_912_896, 588_251_136, '51'],
  [8_912_896, 1_176_502_272, '52'],
];

/** Bits of a second that a pixel gets, at a constant rate. */
const BITS = 0.2;
/** What a small film needs whose camera turns: its lines are as many as a large one's. */
const LEAST_BITRATE = 1_500_000;

/** Of VP9's 0 to 63: no loss is seen in lines and type. */
export const QUANTIZER = 18;

/** The lowest level whose limits a shape keeps; undefined where none does. */
function levelOf(
  levels: readonly Level[],
  { width, height, framesPerSecond }: VideoShape,
): string | undefined {
  // Counted in whole macroblocks.
  const frame = Math.ceil(width / 16) * Math.ceil(height / 16) * 256;
  return levels.find(([most, second]) => frame <= most && frame * framesPerSecond <= second)?.[2];
}

/**
 * Formats to try, best first. A software encoder and a fixed rate (or a fixed quantizer, where there is one), so that
 * the same film comes out however fast the machine is and whatever it does beside.
 */
export function candidates(shape: VideoShape, wanted: 'auto' | 'webm'): readonly VideoFormat[] {
  const { width, height, framesPerSecond } = shape;
  const common = {
    width,
    height,
    framerate: framesPerSecond,
    latencyMode: 'quality',
    hardwareAcceleration: 'prefer-software',
  } as const;
  const rate = {
    bitrateMode: 'constant',
    bitrate: Math.max(LEAST_BITRATE, Math.round(BITS * width * height * framesPerSecond)),
  } as const;
  const avc = levelOf(avcLevels, shape);
  const vp9 = levelOf(vp9Levels, shape);
  const formats: VideoFormat[] = [];
  if (avc !== undefined && wanted === 'auto') {
    // High, main, constrained baseline.
    for (const profile of ['6400', '4d00', '42e0'])
      formats.push({
        codec: 'avc',
        container: 'mp4',
        config: { ...common, ...rate, codec: `avc1.${profile}${avc}`, avc: { format: 'avc' } },
      });
  }
  if (vp9 !== undefined) {
    const codec = `vp09.00.${vp9}.08`;
    formats.push(
      { codec: 'vp9', container: 'webm', config: { ...common, codec, bitrateMode: 'quantizer' } },
      { codec: 'vp9', container: 'webm', config: { ...common, ...rate, codec } },
    );
  }
  formats.push({ codec: 'vp8', container: 'webm', config: { ...common, ...rate, codec: 'vp8' } });
  return formats;
}

/** Whether this browser encodes video at all. */
export function hasVideoEncoder(): boolean {
  return typeof VideoEncoder === 'function' && typeof VideoFrame === 'function';
}

/** The first that this browser encodes; null where it encodes none of them. */
export async function chooseFormat(shape: VideoShape, wanted: 'auto' | 'webm'): Promise<VideoFormat | null> {
  if (!hasVideoEncoder()) return null;
  for (const format of candidates(shape, wanted)) {
    // A browser that does not know a member of the configuration at all rejects.
    const answer = await VideoEncoder.isConfigSupported(format.config).catch(() => null);
    if (answer?.supported) return format;
  }
  return null;
}
