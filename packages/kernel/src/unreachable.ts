/** Closes a switch: a case that the compiler can prove away, and that says so loudly if it was wrong. */
export const unreachable = (value: never): never => {
  throw new TypeError(`unreachable case: ${JSON.stringify(value)}`);
};
