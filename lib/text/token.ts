/** A part of a line that is shown as what it is; offsets count from the start of the line. */
export interface Token {
  readonly kind: 'key' | 'value';
  readonly from: number;
  readonly to: number;
}
