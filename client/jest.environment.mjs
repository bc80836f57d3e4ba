import { TestEnvironment } from 'jest-environment-jsdom';

/** A signal of Node's that follows one of jsdom's: from Node 26 on, requests take no other. */
function signalOfNode(signal) {
  const controller = new AbortController();
  if (signal.aborted) controller.abort(signal.reason);
  else signal.addEventListener('abort', () => controller.abort(signal.reason));
  return controller.signal;
}

const withSignalOfNode = (options) =>
  options?.signal ? { ...options, signal: signalOfNode(options.signal) } : options;

class BrowserRequest extends Request {
  constructor(input, options) {
    super(input, withSignalOfNode(options));
  }
}

/** jsdom with what browsers and Node have and jsdom hides. */
export default class BrowserEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, {
      fetch: (input, options) => fetch(input, withSignalOfNode(options)),
      Request: BrowserRequest,
      Response,
      Headers,
      TextEncoder,
      TextDecoder,
      structuredClone,
    });
  }

  // Tests run on Node: with the builds for browsers, or with `import` for what is required, jest's own packages break.
  exportConditions() {
    return ['node', 'node-addons'];
  }
}
