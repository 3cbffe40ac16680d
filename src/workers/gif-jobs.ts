/**
 * Making an animated picture, frame by frame, so that no more than two frames are ever held. One palette serves all
 * frames: medians cut in the OKLab colour space, as ffmpeg's palettegen does, and the nearest of them for every pixel.
 * What did not change since the last frame is transparent, which packs to nearly nothing.
 *
 * Format: GIF89a specification, CompuServe 1990, https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
 */
import { GIFEncoder } from 'gifenc';
import { Finder, Palette } from 'modern-palette';
import type { GifFrameRequest, GifPaletteRequest, JobProgress } from './protocol.ts';
import type { JobTable } from './serve.ts';

const EXTENSION = 0x21;
const COMMENT = 0xfe;
/** Bytes of a block of a comment, at most. */
const BLOCK = 255;
/** What a frame leaves behind: itself. */
const KEEP = 1;

type Rgb = [number, number, number];

/** The jobs of one animated picture at a time; `gifPalette` begins the next. */
export function createGifJobs(): JobTable<'gifPalette' | 'gifFrame' | 'gifEnd'> {
  let encoder = GIFEncoder();
  let finder = new Finder();
  let palette: Rgb[] = [];
  let previous: Uint8Array | null = null;

  /** What has been written since the last call. */
  const takeBytes = (): Uint8Array<ArrayBuffer> => {
    const bytes = encoder.bytes();
    encoder.stream.reset();
    return bytes;
  };

  const begin = async ({ samples, colors }: GifPaletteRequest): Promise<number> => {
    const chosen = new Palette({ maxColors: colors });
    for (const sample of samples) chosen.addSample(sample);
    const found = await chosen.generate();
    // The finder sorts what it is given: its indices are those of the sorted colours.
    finder = new Finder(found);
    palette = found.map(({ rgb: { r, g, b } }): Rgb => [r, g, b]);
    encoder = GIFEncoder();
    previous = null;
    return palette.length;
  };

  const write = ({ pixels, width, height, delay }: GifFrameRequest): Uint8Array<ArrayBuffer> => {
    const indices = new Uint8Array(width * height);
    for (let i = 0; i < indices.length; i++) {
      indices[i] = finder.findNearestIndex(pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!);
    }
    const clear = palette.length;
    const before = previous;
    previous = indices;
    encoder.writeFrame(
      before ? indices.map((index, i) => (index === before[i] ? clear : index)) : indices,
      width,
      height,
      {
        ...(!before && { palette: [...palette, [0, 0, 0]] }),
        transparent: before !== null,
        transparentIndex: clear,
        delay: 10 * delay,
        dispose: KEEP,
        colorDepth: Math.max(2, Math.ceil(Math.log2(palette.length + 1))),
      },
    );
    return takeBytes();
  };

  const end = (comment: string): Uint8Array<ArrayBuffer> => {
    // The format knows seven bits a character.
    const text = Uint8Array.from(comment, (letter) => (letter > '~' ? 0x3f : letter.charCodeAt(0)));
    const { stream } = encoder;
    stream.writeBytes([EXTENSION, COMMENT]);
    for (let at = 0; at < text.length; at += BLOCK) {
      const block = text.subarray(at, at + BLOCK);
      stream.writeByte(block.length);
      stream.writeBytes(block);
    }
    stream.writeByte(0);
    encoder.finish();
    return takeBytes();
  };

  return { gifPalette: whole(begin), gifFrame: whole(write), gifEnd: whole(({ comment }) => end(comment)) };
}

/** A job of one part. */
function whole<In, Out>(work: (request: In) => Out): (request: In) => Generator<JobProgress, Out> {
  // oxlint-disable-next-line require-yield -- nothing to tell before it is done
  return function* (request) {
    return work(request);
  };
}
