import { build } from 'esbuild';

// Our own packages are TypeScript and go into the bundle; those from npm stay in node_modules.
await build({
  entryPoints: {
    server: 'src/server.ts',
    // Beside the server, which starts it as a process of its own.
    'aggregate-reader': 'src/features/accounts/federation/aggregate-reader.ts',
  },
  outdir: 'dist',
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
          kind === 'entry-point' || path.startsWith('@mediecentral/') ? undefined : { path, external: true },
        );
      },
    },
  ],
});
