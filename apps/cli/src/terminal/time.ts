/** The time of day at this terminal: `09:30:12`. */
export const timeOfDay = (atMs: number): string => {
  const at = new Date(atMs);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
};

/** A stretch of time: `0.4 s`, `42 s`, `3 min 12 s`, `1 h 5 min`. */
export const duration = (ms: number): string => {
  const seconds = Math.max(ms, 0) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
