/** A `Value` that the compiler will not confuse with another of the same shape: `Brand<string, 'OrderId'>`. */
export type Brand<Value, Name extends string> = Value & { readonly __brand: Name };
