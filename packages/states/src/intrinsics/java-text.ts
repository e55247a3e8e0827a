import { isJsonObject, type Json } from '@espresso/kernel';
import { isArray } from '../json.ts';

/** A value as States.Format prints it, which is Java's way: `{Arg1=1, Arg2=[]}`; strings bare. */
export const javaText = (value: Json): string => {
  if (isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const fields = Object.entries(value).map(([key, field]) => `${key}=${javaText(field)}`);
  return `{${fields.join(', ')}}`;
};
