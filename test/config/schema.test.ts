import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../src/config/schema.ts';

const file = new URL('../../metadata/schema/configuration.schema.json', import.meta.url);
const published = JSON.parse(readFileSync(file, 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(published);

describe('the published schema of the configuration', () => {
  it('has the keys of the configuration, each described', () => {
    expect(Object.keys(published.properties).sort()).toEqual(Object.keys(configurationSchema.entries).sort());
    for (const [key, property] of Object.entries(published.properties) as [string, { description?: string }][]) {
      if (key !== '$schema') expect(property.description).toMatch(/\.$/);
    }
  });

  const values = [
    'text',
    '',
    'embedded',
    'full',
    'pretty',
    'sarif',
    true,
    1,
    null,
    [],
    ['a'],
    [''],
    [1],
    ['a', 'b'],
    {},
  ];
  it.each(Object.keys(configurationSchema.entries))('takes the same values for %s as the generator', (key) => {
    for (const value of values) {
      const configuration = { [key]: value };
      expect([value, validate(configuration)]).toEqual([value, v.is(configurationSchema, configuration)]);
    }
  });

  it('takes the same values in an output', () => {
    const keys = ['name', ...Object.keys(published.properties.outputs.items.properties), 'outputs', 'strict', 'cache'];
    for (const key of keys) {
      for (const value of values) {
        const configuration = { outputs: [{ [key]: value }, {}] };
        expect([key, value, validate(configuration)]).toEqual([key, value, v.is(configurationSchema, configuration)]);
      }
    }
  });

  it('knows no other key', () => {
    expect(validate({ nothing: 1 })).toBe(false);
  });
});
