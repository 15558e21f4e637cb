// JSON Schema as people write types: `{ id: EventId, to?: PlaceId }`. Knows what our tables use.
import type { toJsonSchema } from '@valibot/to-json-schema';

export type JsonSchema = ReturnType<typeof toJsonSchema>;
type Part = JsonSchema | boolean;

const WIDTH = 96;

/**
 * The notation of a schema. What is too wide for its line takes one line a field or an option,
 * `indent` deeper. `used`: columns that are taken on the first line.
 */
export function notate(part: Part, indent = '', used = indent.length): string {
  const flat = write(part, (inner) => notate(inner, '', -Infinity), ' ', '');
  if (used + flat.length <= WIDTH) return flat;
  const deeper = `${indent}  `;
  const inner = (one: Part, lead = 0): string => notate(one, deeper, deeper.length + lead);
  return write(part, inner, `\n${deeper}`, `\n${indent}`);
}

/** `open` stands before each field or option, `close` before the closing bracket. */
function write(
  part: Part,
  inner: (part: Part, lead?: number) => string,
  open: string,
  close: string,
): string {
  if (typeof part === 'boolean') return 'any';
  const { $ref, const: value, enum: values, anyOf, oneOf, items, type } = part;
  if ($ref !== undefined) return $ref.replace('#/$defs/', '');
  if (value !== undefined) return JSON.stringify(value);
  if (values) return values.map((one) => JSON.stringify(one)).join(' | ');
  const options = anyOf ?? oneOf;
  if (options) {
    if (open === ' ') return options.map((one) => inner(one)).join(' | ');
    return options.map((one) => `${open}| ${inner(one, 2)}`).join('');
  }
  if (type === 'array') {
    const item = Array.isArray(items) ? items[0] : items;
    const text = item === undefined ? 'any' : write(item, inner, open, close);
    return isUnion(item) ? `(${text})[]` : `${text}[]`;
  }
  if (type !== 'object') return String(type ?? 'any');
  const fields = fieldsOf(part, inner);
  if (fields.length === 0) return '{}';
  const separator = open === ' ' ? ', ' : `,${open}`;
  return `{${open}${fields.join(separator)}${open === ' ' ? ' ' : `,${close}`}}`;
}

function fieldsOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  inner: (part: Part, lead?: number) => string,
): string[] {
  const fields = Object.entries(properties).map(([key, value]) => {
    const name = required.includes(key) ? key : `${key}?`;
    return `${name}: ${inner(value, name.length + 2)}`;
  });
  if (fields.length > 0 || typeof additionalProperties !== 'object') return fields;
  return [`[key: string]: ${inner(additionalProperties, 15)}`];
}

const isUnion = (part: Part | undefined): boolean =>
  typeof part === 'object' && (part.anyOf ?? part.oneOf ?? part.enum) !== undefined;
