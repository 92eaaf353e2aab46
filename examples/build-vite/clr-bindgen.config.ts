import type { UserConfiguration } from 'clr-bindgen';

export default {
  docs: 'docs',
  base: 'embedded',
  out: 'src/clr',
  targets: ['typescript'],
  select: ['IHostTaskManager', 'header:hostretry.h'],
} satisfies UserConfiguration;
