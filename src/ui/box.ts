/** A rectangle of a picture or a figure, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How large a picture is, in its pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
