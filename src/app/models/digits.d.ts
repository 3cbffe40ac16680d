/** Made by the build: see tests/tools/with-digits.ts. */
declare module 'virtual:digits' {
  /** What `giveDigits` takes, as base64. */
  const packed: string;
  export default packed;
}
