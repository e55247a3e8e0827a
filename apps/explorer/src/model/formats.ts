/** Times and numbers as a language writes them. */
export interface Formats {
  /** A moment of the day to the millisecond. */
  readonly clock: (at: number | string) => string;
  /** A moment of the day to the second. */
  readonly shortClock: (at: number | string) => string;
  /** How long, in the two largest units: `3 min 12 s`. */
  readonly duration: (ms: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly number: (value: number) => string;
}

export const formats = (language: string): Formats => {
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hour12: false,
  });
  const shortClock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  const units = new Map<string, Intl.NumberFormat>();
  const count = (value: number, unit: string, digits = 0): string => {
    const key = `${unit}${digits}`;
    const format =
      units.get(key) ??
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits });
    units.set(key, format);
    return format.format(value);
  };
  const number = new Intl.NumberFormat(language);
  return {
    clock: (at) => clock.format(new Date(at)),
    shortClock: (at) => shortClock.format(new Date(at)),
    number: (value) => number.format(value),
    duration: (ms) => {
      const seconds = Math.floor(ms / 1_000);
      if (seconds < 1) return count(Math.max(0, Math.round(ms)), 'millisecond');
      if (seconds < 60) return count(ms / 1_000, 'second', seconds < 10 ? 1 : 0);
      const minutes = Math.floor(seconds / 60);
      if (minutes < 60) return `${count(minutes, 'minute')} ${count(seconds % 60, 'second')}`;
      return `${count(Math.floor(minutes / 60), 'hour')} ${count(minutes % 60, 'minute')}`;
    },
    bytes: (bytes) => {
      if (bytes < 1_000) return count(bytes, 'byte');
      return bytes < 1_000_000 ? count(bytes / 1_000, 'kilobyte') : count(bytes / 1_000_000, 'megabyte', 1);
    },
  };
};
