import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Where `npm run dev` of the api listens.
const api = process.env.API_URL ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [react()],
  // The page's content security policy knows no inline files.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { port: 5173, proxy: { '/api': api, '/saml': api } },
});
