/**
 * Work that is done at once unless an expression must wait: a generator that hands out only real promises.
 * So a step made of simple expressions never leaves the current turn of the event loop.
 */
export type Work<Result> = Generator<Promise<void>, Result, void>;

export type Maybe<Value> = Value | Promise<Value>;

/** The value, waiting for it only if it is a promise. */
export function* settle<Value>(value: Maybe<Value>): Work<Value> {
  if (!(value instanceof Promise)) return value;
  const settled: { readonly value: Value }[] = [];
  yield value.then((arrived) => {
    settled.push({ value: arrived });
  });
  const [first] = settled;
  if (first === undefined) throw new TypeError('work went on before its promise settled');
  return first.value;
}

/** Runs work to its end. */
export const drive = async <Result>(work: Work<Result>): Promise<Result> => {
  let turn = work.next();
  while (!turn.done) {
    try {
      await turn.value;
    } catch (error) {
      turn = work.throw(error);
      continue;
    }
    turn = work.next();
  }
  return turn.value;
};

/**
 * `use(value)`, at once when the value is here already. Not called `then`: a module with an export of that name would
 * itself be taken for a promise.
 */
export const andThen = <Value, Result>(value: Maybe<Value>, use: (value: Value) => Maybe<Result>): Maybe<Result> =>
  value instanceof Promise ? value.then(use) : use(value);
