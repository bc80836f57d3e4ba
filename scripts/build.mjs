import { build } from 'esbuild';

// Our own packages and the api are TypeScript and go into the bundle; those from npm stay in node_modules.
await build({
  entryPoints: ['src/media.ts'],
  outfile: 'dist/media.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [
    {
      name: 'packages-from-npm-stay-outside',
      setup(bundle) {
        bundle.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path === 'api' || path.startsWith('@mediecentral/')
            ? undefined
            : { path, external: true },
        );
      },
    },
  ],
});
