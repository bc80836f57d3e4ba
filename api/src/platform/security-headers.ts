import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** The centre's own pages may look for barcodes; whatever else a browser can be asked for is not. */
const permissions = [
  'camera=(self)',
  ...['geolocation', 'microphone', 'payment', 'usb'].map((one) => `${one}=()`),
].join(', ');

/** Strict headers; those that force HTTPS only where the centre is reached by HTTPS. */
export function securityHeaders({
  https,
  formTargets,
}: {
  https: boolean;
  formTargets: readonly string[];
}): RequestHandler[] {
  const strict = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // Mantine sets sizes and colours through style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'", ...formTargets],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return [
    strict,
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', permissions);
      next();
    },
  ];
}
