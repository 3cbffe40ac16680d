/** What a film needs of mediabunny, by name: whatever puts all code in one file then leaves the rest of it out. */
export {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
