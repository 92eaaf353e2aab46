import type { Rule } from './rule.ts';
import { anchors } from './rules/anchors.ts';
import { apiLocations } from './rules/api-locations.ts';
import { apiNames } from './rules/api-names.ts';
import { blankRows } from './rules/blank-rows.ts';
import { constants } from './rules/constants.ts';
import { copiedSignatures } from './rules/copied-signatures.ts';
import { directions } from './rules/directions.ts';
import { enumerators } from './rules/enumerators.ts';
import { fileNames } from './rules/file-names.ts';
import { foreignTypes } from './rules/foreign-types.ts';
import { headerDifferences } from './rules/header-differences.ts';
import { headerNames } from './rules/header-names.ts';
import { includeLabels } from './rules/include-labels.ts';
import { interfaces } from './rules/interfaces.ts';
import { links } from './rules/links.ts';
import { members } from './rules/members.ts';
import { methodsTable } from './rules/methods-table.ts';
import { names } from './rules/names.ts';
import { parameters } from './rules/parameters.ts';
import { repeatedRows } from './rules/repeated-rows.ts';
import { results } from './rules/results.ts';
import { sections } from './rules/sections.ts';
import { slots } from './rules/slots.ts';
import { titles } from './rules/titles.ts';
import { tocs } from './rules/tocs.ts';

/** Every rule of `generate lint`, beside what reading, parsing and the model report. */
export const rules: readonly Rule[] = [
  parameters,
  directions,
  members,
  results,
  constants,
  methodsTable,
  links,
  anchors,
  includeLabels,
  apiNames,
  apiLocations,
  fileNames,
  titles,
  sections,
  repeatedRows,
  blankRows,
  tocs,
  headerDifferences,
  headerNames,
  copiedSignatures,
  foreignTypes,
  enumerators,
  interfaces,
  slots,
  names,
];
