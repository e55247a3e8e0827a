const DETAILS_KEYS: readonly (readonly [RegExp, string])[] = [
  [/StateEntered$/, 'stateEnteredEventDetails'],
  [/StateExited$/, 'stateExitedEventDetails'],
];

/**
 * The field of AWS's HistoryEvent that carries an event's details: `stateEnteredEventDetails` for every StateEntered,
 * otherwise named after the type (`TaskScheduled`: `taskScheduledEventDetails`).
 */
export const detailsKeyOf = (type: string): string => {
  const shared = DETAILS_KEYS.find(([pattern]) => pattern.test(type));
  if (shared) return shared[1];
  return `${type.slice(0, 1).toLowerCase()}${type.slice(1)}EventDetails`;
};
