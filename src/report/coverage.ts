import { modelLists } from '../model/json.ts';
import type { Entity, Model } from '../model/model.ts';
import type { Coverage, CoverageRow } from './report-data.ts';

/** Names of the lists of a model, for a person. */
const listTitles = {
  interfaces: 'Interfaces',
  enums: 'Enumerations',
  structs: 'Structures',
  functions: 'Functions',
  callbacks: 'Callbacks',
  typedefs: 'Typedefs',
  constants: 'Constants',
  guids: 'GUIDs',
  coclasses: 'Coclasses',
  hresults: 'HRESULTs',
  markers: 'Markers',
} as const;

/** How much of the API the docs describe: by kind, by header, by area of the docs. HRESULTs count by kind alone. */
export function coverageOf(model: Model): Coverage {
  const apis = modelLists.filter((list) => list !== 'hresults').flatMap((list): readonly Entity[] => model[list]);
  return {
    totals: modelLists
      .map((list) => rowOf(listTitles[list], model[list] as readonly Entity[]))
      .filter(({ apis }) => apis > 0),
    headers: grouped(apis, ({ header }) => header),
    areas: grouped(
      apis.filter(({ area }) => area !== undefined),
      ({ area }) => area ?? '',
    ),
  };
}

function grouped(apis: readonly Entity[], keyOf: (entity: Entity) => string): readonly CoverageRow[] {
  const groups = new Map<string, Entity[]>();
  for (const entity of apis) {
    const group = groups.get(keyOf(entity));
    if (group) group.push(entity);
    else groups.set(keyOf(entity), [entity]);
  }
  return [...groups.keys()].sort().map((name) => rowOf(name, groups.get(name) as Entity[]));
}

function rowOf(name: string, entities: readonly Entity[]): CoverageRow {
  const methods = entities.flatMap((entity) => (entity as Partial<Model['interfaces'][number]>).methods ?? []);
  return {
    name,
    apis: entities.length,
    documented: entities.filter(({ documented }) => documented).length,
    methods: methods.length,
    documentedMethods: methods.filter(({ documented }) => documented).length,
  };
}
