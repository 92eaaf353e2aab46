import clrBindgen from 'clr-bindgen/plugin';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [clrBindgen.vite()],
  build: {
    // A program for Node.js. The runtime of clr-bindgen calls native code, so it stays outside of the bundle.
    ssr: 'src/main.ts',
    target: 'node20',
    rolldownOptions: { external: [/^clr-bindgen\//] },
  },
});
