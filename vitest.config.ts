import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: { '@': here('.'), 'server-only': here('./scripts/empty-module.ts') },
  },
  test: {
    include: ['{app,lib,db,scripts,server}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    setupFiles: [here('./scripts/property-seed.ts')],
  },
});
