import path from 'node:path';
import { packageRoot } from './package-root.ts';

/** This package's own facts, overrides, model and pages. */
export const metadataFolder = path.join(packageRoot, 'metadata');
/** This package's own templates. */
export const templatesFolder = path.join(packageRoot, 'templates');
