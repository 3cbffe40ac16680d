/**
 * What pictures are drawn with: the part of a canvas's context that map and charts use. A canvas has it, and so has a
 * drawing in vectors.
 */
export interface Pen
  extends Pick<
    CanvasRenderingContext2D,
    | 'fillStyle'
    | 'strokeStyle'
    | 'lineWidth'
    | 'lineCap'
    | 'lineJoin'
    | 'globalAlpha'
    | 'font'
    | 'textAlign'
    | 'textBaseline'
    | 'save'
    | 'restore'
    | 'translate'
    | 'rotate'
    | 'scale'
    | 'beginPath'
    | 'moveTo'
    | 'lineTo'
    | 'quadraticCurveTo'
    | 'rect'
    | 'closePath'
    | 'setLineDash'
    | 'fillText'
    | 'fillRect'
  > {
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void;
  stroke(): void;
  fill(): void;
  /** Cuts off what is drawn outside the current path until `restore`. */
  clip(): void;
  drawImage(image: HTMLCanvasElement, x: number, y: number, width: number, height: number): void;
  measureText(text: string): { readonly width: number };
}
