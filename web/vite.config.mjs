// Builds every page: each folder with an index.html is one. What is built is also compressed here,
// once, so that the server only picks a file.
import vue from '@vitejs/plugin-vue';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const folders = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory());
const ours = folders.map(({ name }) => name).filter((name) => !['node_modules', 'public'].includes(name));
const files = ours.flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)));
const pages = files.filter((file) => file.endsWith('index.html'));

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

// form-js asks for its words, but for these three, which stand in its code.
const VIEWER = /form-js-viewer\/dist\/index\.es\.js$/;
const OWN_WORDS = ["valueLabel || 'Select'", "placeholder: 'Search'", "use24h ? 'hh:mm' : 'hh:mm --'", '`Remove list item ${itemIndex + 1}`'];

function sayEveryWord() {
  return {
    name: 'say-every-word',
    transform(code, id) {
      if (!VIEWER.test(id)) return undefined;
      const said = OWN_WORDS.reduce((rest, word) => {
        if (!rest.includes(word)) throw new Error(`form-js-viewer does not hold ${word} any more`);
        const spoken = word.replace(/['`]([A-Za-z: ]*?)(?: \$\{.*?\})?(?: --)?['`]/g, (_, text) => `sayWord('${text}')`);
        return rest.replaceAll(word, spoken);
      }, code);
      return `import { translate as sayWord } from '${resolve('shared/form/strings.ts')}';\n${said}`;
    },
  };
}

export default defineConfig({
  // Elements of ours (`sd-form`, `sd-diagram`) work in every page, with Vue and without.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('sd-') } } }), sayEveryWord(), compress()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  build: { target: 'es2022', modulePreload: { polyfill: false }, rollupOptions: { input: pages } },
  server: { proxy: { '^/(api|public|openapi.json)': 'http://127.0.0.1:8000' } },
});
