/** A page that can be built. */
export interface Page {
  readonly name: string;
  readonly folder: string;
  /** Where a browser finds its files. */
  readonly base: string;
}
