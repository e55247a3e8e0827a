export { type Brand } from './brand.ts';
export { type Clock, systemClock, iso } from './clock.ts';
export { type Random, secureRandom, seededRandom } from './random.ts';
export { type Ids, uuids, type RandomBytes } from './ids.ts';
export { EspressoError } from './errors.ts';
export { type Problem, problem } from './problem.ts';
export {
  type Json,
  type JsonObject,
  type JsonArray,
  type JsonScalar,
  isJsonObject,
  parseJson,
  toJson,
} from './json.ts';
export { unreachable } from './unreachable.ts';
export { Lru } from './lru.ts';
