/** The part of gifenc that is used; the package brings no types. */
declare module 'gifenc' {
  export interface GifStream {
    /** Forgets the bytes written so far. */
    reset(): void;
    writeByte(byte: number): void;
    writeBytes(bytes: ArrayLike<number>): void;
  }
  export interface GifEncoder {
    readonly stream: GifStream;
    /** A copy of the bytes written so far. */
    bytes(): Uint8Array<ArrayBuffer>;
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: {
        /** Red, green and blue; the first frame's serves all that bring none. */
        readonly palette?: readonly (readonly number[])[];
        readonly transparent?: boolean;
        readonly transparentIndex?: number;
        /** Milliseconds, written in hundredths of a second. */
        readonly delay?: number;
        /** What becomes of the frame when the next one comes, as the format counts it. */
        readonly dispose?: number;
        /** Bits of an index. */
        readonly colorDepth?: number;
      },
    ): void;
    finish(): void;
  }
  export function GIFEncoder(): GifEncoder;
}
