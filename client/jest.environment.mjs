import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom with what browsers and Node have and jsdom hides. */
export default class BrowserEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, {
      fetch,
      Request,
      Response,
      Headers,
      TextEncoder,
      TextDecoder,
      structuredClone,
    });
  }

  // jsdom asks for the builds for browsers; Node resolves packages for Node, and both are wanted here.
  exportConditions() {
    return ['browser', 'import', 'default'];
  }
}
