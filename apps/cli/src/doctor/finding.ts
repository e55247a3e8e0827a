/** What was looked at, and whether it is as it should be. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
}
