// Builds every page: each folder with an index.html is one. What is built is also compressed here,
// once, so that the server only picks a file.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const folders = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory());
const pages = folders.map((folder) => `${folder.name}/index.html`).filter((page) => existsSync(page));

const WORTH_COMPRESSING = /\.(css|html|js|json|svg)$/;

function compress() {
  let folder;
  return {
    name: 'compress',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      const files = readdirSync(folder, { recursive: true });
      for (const name of files.filter((name) => WORTH_COMPRESSING.test(name))) {
        const path = join(folder, name);
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(content));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [compress()],
  build: { target: 'es2022', modulePreload: { polyfill: false }, rollupOptions: { input: pages } },
  server: { proxy: { '^/(api|openapi.json)': 'http://127.0.0.1:8000' } },
});
