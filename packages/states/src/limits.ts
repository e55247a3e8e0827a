/** Limits as AWS sets them (developer guide, "Step Functions service quotas"), and our own guards. */

/** Bytes of UTF-8 that an input, result or output may have. */
export const DATA_BYTES_MAX = 262_144;
/** Events a history may have; the last one is the ExecutionFailed that says so. */
export const HISTORY_EVENTS_MAX = 25_000;
/** Inline Map: iterations under way at once, whatever MaxConcurrency says. */
export const INLINE_CONCURRENCY_MAX = 40;
/** Longest wait, timeout or heartbeat, in seconds. */
export const SECONDS_MAX = 99_999_999;

/** Milliseconds one JSONata expression may take before it is ended. */
export const EXPRESSION_MS_MAX = 1_000;
/** Nested evaluations of one JSONata expression. Measured: far below what overflows Node's stack. */
export const EXPRESSION_DEPTH_MAX = 500;
/** Items of one JSONata sequence. */
export const EXPRESSION_ITEMS_MAX = 1_000_000;
/** Nested arrays and objects inside one value or definition. */
export const DEPTH_MAX = 1_000;
/** Compiled expressions kept, by text. */
export const EXPRESSIONS_KEPT_MAX = 5_000;

/** Whether a JSON text is larger than a state may hand on. */
export const isTooLarge = (text: string): boolean =>
  text.length * 3 > DATA_BYTES_MAX && (text.length > DATA_BYTES_MAX || bytesOf(text) > DATA_BYTES_MAX);

/** Bytes of a text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
