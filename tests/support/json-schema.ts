import type { GenericSchema } from 'valibot';

/** A JSON Schema (2020-12), as far as it is written here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema of valibot, as far as its inside is read here. */
interface Inside {
  readonly type: string;
  readonly entries: Readonly<Record<string, Inside>>;
  readonly item: Inside;
  readonly value: Inside;
  readonly wrapped: Inside;
  readonly literal: unknown;
  readonly options: readonly unknown[];
  readonly pipe?: readonly (Inside & { readonly kind: string; readonly requirement: unknown })[];
}

/** Shapes that are told once, by the name that they have there. */
export type Named = Readonly<Record<string, GenericSchema>>;

/**
 * The shape in which a fact is stored, as JSON Schema; of those that are `named` only where they stand. What a check computes is left out: it says less than the
 * shape, and never something else. Throws where a kind of shape is not known here.
 */
export function jsonSchemaOf(schema: GenericSchema, named: Named): JsonSchema {
  const nameOf = new Map(Object.entries(named).map(([name, shape]) => [shape as unknown as Inside, name]));
  return written(schema as unknown as Inside, (inner) => {
    const name = nameOf.get(inner);
    return name === undefined ? null : { $ref: `#/$defs/${name}` };
  });
}

/** The named shapes themselves. */
export function definitionsOf(named: Named): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(named).map(([name, shape]) => {
      const { [name]: _, ...others } = named;
      return [name, jsonSchemaOf(shape, others)];
    }),
  );
}

/** An object in which every field that is not named optional has to be there. Others may be added. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>, ...optional: readonly string[]) {
  return {
    type: 'object',
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
  };
}

type Reference = (schema: Inside) => JsonSchema | null;

function written(schema: Inside, reference: Reference): JsonSchema {
  const inner = (each: Inside) => reference(each) ?? written(each, reference);
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.entries);
      const optional = entries.filter(([, { type }]) => /optional/.test(type)).map(([name]) => name);
      return objectOf(Object.fromEntries(entries.map(([name, each]) => [name, inner(each)])), ...optional);
    }
    case 'array':
      return { type: 'array', items: inner(schema.item) };
    case 'record':
      return { type: 'object', additionalProperties: inner(schema.value) };
    case 'picklist':
      return schema.options.length === 1 ? { const: schema.options[0] } : { enum: schema.options };
    case 'literal':
      return { const: schema.literal };
    case 'variant':
      return { anyOf: schema.options.map((each) => inner(each as Inside)) };
    case 'nullable':
      return { anyOf: [inner(schema.wrapped), { type: 'null' }] };
    case 'optional':
    case 'exact_optional':
      return inner(schema.wrapped);
    case 'unknown':
      // The one such shape is the parameter of a problem.
      return { type: ['string', 'number'] };
    case 'string':
    case 'number':
    case 'boolean':
      return { type: schema.type };
    default:
      throw new Error(`No JSON Schema for the shape “${schema.type}”.`);
  }
}
